import { RiFlaskLine } from '@remixicon/react';
import { useOptions } from '../../hooks/useOptions';
import { useTranslation } from '../../hooks/useTranslation';
import styles from './SandboxLabel.module.css';

/** Says, where nothing real is connected, that nothing here is real. */
export function SandboxLabel() {
  const { t } = useTranslation();
  const { data } = useOptions();
  if (!data?.controlPlane.sandbox) {
    return null;
  }
  return (
    <span className={styles.label} title={t('common.sandboxHint')}>
      <RiFlaskLine aria-hidden size={16} />
      {t('common.sandbox')}
    </span>
  );
}
