import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
} from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './ConfirmDialog.module.css';
import { ErrorPanel } from './ErrorPanel';
import { useWords } from './useWords';

interface ConfirmDialogProps {
  title: string;
  children: ReactNode;
  /** What the button says; without it there is nothing to confirm. */
  action?: string;
  destructive?: boolean;
  isPending?: boolean;
  /** In pixels, where the screen is wide enough. */
  width?: number;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks once, naming the thing and what else it touches; says why it failed. */
export function ConfirmDialog(props: ConfirmDialogProps & { error?: unknown }) {
  const { error, children, ...rest } = props;
  const word = useWords();
  return (
    <BareConfirmDialog {...rest}>
      <div className={styles.body}>
        {children}
        {Boolean(error) && (
          <ErrorPanel title={word('error.notDone')} error={error} />
        )}
      </div>
    </BareConfirmDialog>
  );
}

/** The same for content that has its own shape, and its own word on failures. */
export function BareConfirmDialog(props: ConfirmDialogProps) {
  const { title, children, action, width = 480, onClose } = props;
  const word = useWords();
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
          {word(action ? 'action.back' : 'action.close')}
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
