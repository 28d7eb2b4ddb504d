import { CopyButton as KitCopyButton } from '@callboard/frontend-kit';
import { useTranslation } from '../../hooks/useTranslation';

/**
 * Copies a text; `what` is its name for those who only hear the button. Without
 * a `label` it is an icon.
 */
export function CopyButton(props: {
  text: string;
  what: string;
  label?: string;
  variant?: 'secondary' | 'tertiary';
}) {
  const { text, what, label, variant } = props;
  const { t } = useTranslation();
  return (
    <KitCopyButton
      text={text}
      variant={variant}
      words={label ? { copy: label, copied: t('common.copied') } : undefined}
      names={{
        copy: `${t('common.copy')}: ${what}`,
        copied: `${t('common.copied')}: ${what}`,
      }}
    />
  );
}
