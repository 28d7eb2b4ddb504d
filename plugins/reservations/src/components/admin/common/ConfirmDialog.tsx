import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
} from '@backstage/ui';
import type { ReactNode } from 'react';
import { useTranslation } from '../../../hooks/useTranslation';
import { describeError } from '../../common/ErrorPanel';
import { FieldProblem } from './FieldProblem';

/** Asks once, naming the thing and what else it touches. */
export function ConfirmDialog(props: {
  title: string;
  confirmLabel: string;
  isPending: boolean;
  error: unknown;
  /** What stands in the way; it cannot be confirmed then. */
  blocked?: boolean;
  onConfirm: () => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const { title, confirmLabel, isPending, error, blocked, onClose } = props;
  const { t } = useTranslation();
  return (
    <Dialog isOpen onOpenChange={isOpen => isOpen || onClose()} width={480}>
      <DialogHeader>{title}</DialogHeader>
      <DialogBody>
        {props.children}
        <FieldProblem problem={error ? describeError(error, t) : undefined} />
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          {t(blocked ? 'common.close' : 'common.cancel')}
        </Button>
        {!blocked && (
          <Button
            variant="primary"
            destructive
            isPending={isPending}
            onPress={props.onConfirm}
          >
            {confirmLabel}
          </Button>
        )}
      </DialogFooter>
    </Dialog>
  );
}
