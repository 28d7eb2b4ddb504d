import { ButtonIcon, Dialog, DialogBody, DialogHeader } from '@backstage/ui';
import { RiCloseLine } from '@remixicon/react';
import type { CSSProperties, ReactNode } from 'react';
import styles from './Drawer.module.css';
import { useWords } from './useWords';

// What the dialog's own close button is called, in every language.
const NAME_OF_OWN = 'Close';

/**
 * A dialog that stands at the right edge, over the whole width on a small
 * screen. Escape, its close button and a press outside close it; while
 * `sticky`, only the button does, so that nothing typed is lost.
 */
export function Drawer(props: {
  title: string;
  onClose: () => void;
  children: ReactNode;
  footer?: ReactNode;
  /** In pixels, where the screen is wide enough. */
  width?: number;
  sticky?: boolean;
}) {
  const { title, onClose, children, footer } = props;
  const { width = 480, sticky } = props;
  const closeLabel = useWords()('action.close');
  const isNamed = closeLabel === NAME_OF_OWN;
  return (
    <Dialog
      isOpen
      isDismissable={!sticky}
      isKeyboardDismissDisabled={sticky}
      onOpenChange={open => {
        if (!open) onClose();
      }}
      className={styles.drawer}
      style={{ '--drawer-width': `${width}px` } as CSSProperties}
    >
      <DialogHeader className={isNamed ? undefined : styles.header}>
        {title}
      </DialogHeader>
      {!isNamed && (
        <ButtonIcon
          className={styles.close}
          variant="tertiary"
          icon={<RiCloseLine />}
          aria-label={closeLabel}
          onPress={onClose}
        />
      )}
      <DialogBody className={styles.body}>{children}</DialogBody>
      {footer && <div className={styles.footer}>{footer}</div>}
    </Dialog>
  );
}
