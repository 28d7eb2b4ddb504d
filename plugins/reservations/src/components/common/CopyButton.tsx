import { CopyButton as KitCopyButton } from '@callboard/frontend-kit';
import { useTranslation } from '../../hooks/useTranslation';

/** Copies a text; `what` is its name for those who only hear the button. */
export function CopyButton(props: { text: string; what: string }) {
  const { text, what } = props;
  const { t } = useTranslation();
  return (
    <KitCopyButton
      text={text}
      what={what}
      look="icon"
      names={{
        copy: t('common.copyNamed', { what }),
        copied: t('common.copiedNamed', { what }),
      }}
    />
  );
}
