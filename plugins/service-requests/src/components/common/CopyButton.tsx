import { CopyButton as KitCopyButton } from '@callboard/frontend-kit';
import type { ComponentProps } from 'react';
import { useTranslation } from '../../hooks/useTranslation';

/** Copies a text; `what` is its name for those who only hear the button. */
export function CopyButton(
  props: Pick<ComponentProps<typeof KitCopyButton>, 'text' | 'variant'> & {
    what: string;
  },
) {
  const { what, ...rest } = props;
  const { t } = useTranslation();
  const words = { copy: t('common.copy'), copied: t('common.copied') };
  return (
    <KitCopyButton
      {...rest}
      words={words}
      names={{
        copy: `${words.copy}: ${what}`,
        copied: `${words.copied}: ${what}`,
      }}
    />
  );
}
