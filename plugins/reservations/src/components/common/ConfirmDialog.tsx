import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
} from '@backstage/ui';
import type { ReactNode } from 'react';
import { useTranslation } from '../../hooks/useTranslation';
import { describeError } from './ErrorPanel';

/** Asks once, naming the thing and what else it touches. */
export function ConfirmDialog(props: {
  title: string;
  children: ReactNode;
  action: string;
  destructive?: boolean;
  isPending?: boolean;
  error?: unknown;
  /** What stands in the way is in the text; it cannot be confirmed then. */
  blocked?: boolean;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const { title, children, action, error, blocked, onClose } = props;
  const { t } = useTranslation();
  return (
    <Dialog
      isOpen
      width={460}
      onOpenChange={open => {
        if (!open) onClose();
      }}
    >
      <DialogHeader>{title}</DialogHeader>
      <DialogBody>
        {children}
        {Boolean(error) && (
          <Alert status="danger" icon title={describeError(error, t)} />
        )}
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          {t(blocked ? 'common.close' : 'common.back')}
        </Button>
        {!blocked && (
          <Button
            variant="primary"
            destructive={props.destructive}
            isPending={props.isPending}
            onPress={props.onConfirm}
          >
            {action}
          </Button>
        )}
      </DialogFooter>
    </Dialog>
  );
}
