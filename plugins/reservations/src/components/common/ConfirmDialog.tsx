import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
} from '@backstage/ui';
import type { ReactNode } from 'react';
import { useTranslation } from '../../hooks/useTranslation';

/** Asks once, naming the thing and what else it touches. */
export function ConfirmDialog(props: {
  title: string;
  children: ReactNode;
  action: string;
  destructive?: boolean;
  isPending?: boolean;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const { title, children, action, onConfirm, onClose } = props;
  const { t } = useTranslation();
  return (
    <Dialog
      isOpen
      width={440}
      onOpenChange={open => {
        if (!open) onClose();
      }}
    >
      <DialogHeader>{title}</DialogHeader>
      <DialogBody>{children}</DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          {t('common.back')}
        </Button>
        <Button
          variant="primary"
          destructive={props.destructive}
          isPending={props.isPending}
          onPress={onConfirm}
        >
          {action}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
