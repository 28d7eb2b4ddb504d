import { useEffect } from 'react';

export type Shortcuts = Record<string, () => void>;

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  );
}

/** Single keys for the whole page; not while typing or in a dialog. */
export function useShortcuts(shortcuts: Shortcuts) {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const held = event.ctrlKey || event.metaKey || event.altKey;
      const busy = document.querySelector('[role="dialog"]') !== null;
      const run = shortcuts[event.key.toLowerCase()];
      if (run && !held && !busy && !isTyping(event.target)) {
        event.preventDefault();
        run();
      }
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [shortcuts]);
}
