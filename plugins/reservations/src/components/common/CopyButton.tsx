import { ButtonIcon } from '@backstage/ui';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import { useEffect, useState } from 'react';
import { useTranslation } from '../../hooks/useTranslation';

const SAID_MS = 3_000;

/** Copies a text; `what` is its name for those who only hear the button. */
export function CopyButton(props: { text: string; what: string }) {
  const { text, what } = props;
  const { t } = useTranslation();
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
  return (
    <ButtonIcon
      size="small"
      variant="tertiary"
      icon={copied ? <RiCheckLine /> : <RiFileCopyLine />}
      aria-label={t(copied ? 'common.copiedNamed' : 'common.copyNamed', {
        what,
      })}
      onPress={copy}
    />
  );
}
