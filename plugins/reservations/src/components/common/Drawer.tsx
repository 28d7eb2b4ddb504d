import { Dialog, DialogBody, DialogHeader } from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './Drawer.module.css';

/**
 * A dialog that stands at the right edge, over the whole width on a small
 * screen. Escape, its close button and a press outside close it.
 */
export function Drawer(props: {
  title: string;
  onClose: () => void;
  children: ReactNode;
  footer?: ReactNode;
}) {
  const { title, onClose, children, footer } = props;
  return (
    <Dialog
      isOpen
      onOpenChange={open => {
        if (!open) onClose();
      }}
      className={styles.drawer}
    >
      <DialogHeader>{title}</DialogHeader>
      <DialogBody className={styles.body}>{children}</DialogBody>
      {footer && <div className={styles.footer}>{footer}</div>}
    </Dialog>
  );
}
