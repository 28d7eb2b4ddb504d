import {
  ButtonIcon,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
} from '@backstage/ui';
import { RiCloseLine } from '@remixicon/react';
import type { CSSProperties, ReactNode } from 'react';
import { useTranslation } from '../../hooks/useTranslation';
import styles from './SidePanel.module.css';

/**
 * A modal panel along the right edge, the whole screen on a small one. While
 * `sticky`, a click beside it does not close it, so that nothing typed is lost.
 */
export function SidePanel(props: {
  title: string;
  onClose: () => void;
  children: ReactNode;
  footer?: ReactNode;
  width?: number;
  sticky?: boolean;
}) {
  const { title, onClose, children, footer, width = 520, sticky } = props;
  const { t } = useTranslation();
  return (
    <Dialog
      isOpen
      onOpenChange={isOpen => isOpen || onClose()}
      isDismissable={!sticky}
      className={styles.panel}
      style={{ '--side-panel-width': `${width}px` } as CSSProperties}
    >
      <DialogHeader className={styles.header}>{title}</DialogHeader>
      <ButtonIcon
        className={styles.close}
        variant="tertiary"
        icon={<RiCloseLine />}
        aria-label={t('common.close')}
        onPress={onClose}
      />
      <DialogBody className={styles.body}>{children}</DialogBody>
      {footer && <DialogFooter className={styles.footer}>{footer}</DialogFooter>}
    </Dialog>
  );
}
