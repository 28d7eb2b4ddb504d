import { Button, ButtonIcon } from '@backstage/ui';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import { useEffect, useState } from 'react';

const SAID_MS = 3_000;

/** What is said before something is copied, and for a moment after. */
export type CopyWords = { copy: string; copied: string };

/** Copies a text. */
export function CopyButton(props: {
  text: string;
  /** What the button is called, for those who only hear it. */
  names: CopyWords;
  /** What stands on the button; without it, only an icon does. */
  words?: CopyWords;
  variant?: 'primary' | 'secondary' | 'tertiary';
}) {
  const { text, names, words, variant = 'tertiary' } = props;
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
  return words ? (
    <Button
      size="small"
      variant={variant}
      iconStart={icon}
      aria-label={names[state]}
      onPress={copy}
    >
      {words[state]}
    </Button>
  ) : (
    <ButtonIcon
      size="small"
      variant={variant}
      icon={icon}
      aria-label={names[state]}
      onPress={copy}
    />
  );
}
