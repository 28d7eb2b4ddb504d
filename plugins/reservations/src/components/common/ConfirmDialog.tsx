import { Alert } from '@backstage/ui';
import { ConfirmDialog as KitConfirmDialog } from '@callboard/frontend-kit';
import type { ComponentProps } from 'react';
import { useTranslation } from '../../hooks/useTranslation';
import { describeError } from './ErrorPanel';

/** Asks once, in the language of the person, and says why it did not work. */
export function ConfirmDialog(
  props: Omit<ComponentProps<typeof KitConfirmDialog>, 'dismissLabel'> & {
    action: string;
    error?: unknown;
    /** What stands in the way is in the text; it cannot be confirmed then. */
    blocked?: boolean;
  },
) {
  const { action, error, blocked, children, ...rest } = props;
  const { t } = useTranslation();
  return (
    <KitConfirmDialog
      width={460}
      {...rest}
      action={blocked ? undefined : action}
      dismissLabel={t(blocked ? 'common.close' : 'common.back')}
    >
      {children}
      {Boolean(error) && (
        <Alert status="danger" icon title={describeError(error, t)} />
      )}
    </KitConfirmDialog>
  );
}
