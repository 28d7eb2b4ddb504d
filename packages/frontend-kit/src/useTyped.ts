import { useEffect, useRef, useState } from 'react';

const PAUSE_MS = 300;

/**
 * The text of a field whose value is used once the typing pauses. When the
 * value changes from elsewhere (Back, a cleared filter) the field follows.
 */
export function useTyped(
  value: string,
  use: (text: string) => void,
): [string, (text: string) => void] {
  const [text, setText] = useState(value);
  const told = useRef(value);
  const latest = useRef(use);
  latest.current = use;

  useEffect(() => {
    if (value !== told.current) {
      told.current = value;
      setText(value);
    }
  }, [value]);

  useEffect(() => {
    if (text === told.current) return undefined;
    const timer = setTimeout(() => {
      told.current = text;
      latest.current(text);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);

  return [text, setText];
}
