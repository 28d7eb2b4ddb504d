import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
} from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './ConfirmDialog.module.css';

/** Asks once, naming the thing and what else it touches. */
export function ConfirmDialog(props: {
  title: string;
  children: ReactNode;
  /** What the button says; without it there is nothing to confirm. */
  action?: string;
  /** What the button that leaves everything as it is says. */
  dismissLabel: string;
  destructive?: boolean;
  isPending?: boolean;
  /** In pixels, where the screen is wide enough. */
  width?: number;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const { title, children, action, width = 480, onClose } = props;
  return (
    <Dialog
      isOpen
      width={width}
      onOpenChange={open => {
        if (!open) onClose();
      }}
    >
      <DialogHeader>{title}</DialogHeader>
      <DialogBody>{children}</DialogBody>
      <DialogFooter className={styles.footer}>
        <Button variant="secondary" onPress={onClose}>
          {props.dismissLabel}
        </Button>
        {action && (
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
