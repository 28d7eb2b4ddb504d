import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
} from '@backstage/ui';
import type { ReactNode } from 'react';
import { useTranslation } from '../../hooks/useTranslation';
import styles from './ConfirmDialog.module.css';
import { ErrorPanel } from './ErrorPanel';

/** Asks once, naming the thing and what else it touches. */
export function ConfirmDialog(props: {
  title: string;
  children: ReactNode;
  /** What the button says; without it there is nothing to confirm. */
  action?: string;
  destructive?: boolean;
  isPending?: boolean;
  error?: unknown;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const { title, children, action, error, onClose } = props;
  const { t } = useTranslation();
  return (
    <Dialog
      isOpen
      width={480}
      onOpenChange={open => {
        if (!open) onClose();
      }}
    >
      <DialogHeader>{title}</DialogHeader>
      <DialogBody>
        <div className={styles.body}>
          {children}
          {Boolean(error) && (
            <ErrorPanel title={t('common.error.notDone')} error={error} />
          )}
        </div>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          {t(action ? 'common.back' : 'common.close')}
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
