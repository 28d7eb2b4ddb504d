import { Button, ButtonIcon } from '@backstage/ui';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import { useEffect, useState } from 'react';
import { useWords } from './useWords';

const SAID_MS = 3_000;

/** What is said before something is copied, and for a moment after. */
export type CopyWords = { copy: string; copied: string };

/** What stands on the button: an icon, a word, or both. */
export type CopyLook = 'full' | 'icon' | 'word';

/** Copies a text. */
export function CopyButton(props: {
  text: string;
  /** What the text is, for those who only hear the button. */
  what: string;
  look?: CopyLook;
  /** What stands on it instead of the word for copying. */
  label?: string;
  /** What it is called, where that is more than the word and `what`. */
  names?: CopyWords;
  variant?: 'primary' | 'secondary' | 'tertiary';
}) {
  const { text, what, look = 'full', variant = 'tertiary' } = props;
  const word = useWords();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), SAID_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  const state = copied ? 'copied' : 'copy';
  const icon = copied ? <RiCheckLine /> : <RiFileCopyLine />;
  const said = word(`action.${state}`);
  const name = props.names?.[state] ?? `${said}: ${what}`;
  return look === 'icon' ? (
    <ButtonIcon
      size="small"
      variant={variant}
      icon={icon}
      aria-label={name}
      onPress={copy}
    />
  ) : (
    <Button
      size="small"
      variant={variant}
      iconStart={look === 'full' ? icon : undefined}
      aria-label={name}
      onPress={copy}
    >
      {(!copied && props.label) || said}
    </Button>
  );
}
