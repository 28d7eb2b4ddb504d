import { Alert } from '@backstage/ui';
import { BareConfirmDialog, useErrorText } from '@callboard/frontend-kit';
import type { ComponentProps } from 'react';

/** Asks once, and says why it did not work. */
export function ConfirmDialog(
  props: ComponentProps<typeof BareConfirmDialog> & {
    action: string;
    error?: unknown;
    /** What stands in the way is in the text; it cannot be confirmed then. */
    blocked?: boolean;
  },
) {
  const { action, error, blocked, children, ...rest } = props;
  const textOf = useErrorText();
  return (
    <BareConfirmDialog
      width={460}
      {...rest}
      action={blocked ? undefined : action}
    >
      {children}
      {Boolean(error) && <Alert status="danger" icon title={textOf(error)} />}
    </BareConfirmDialog>
  );
}
