import { useSidebarOpenState } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from 'react-router-dom';
import { CallboardLogo } from './CallboardLogo';
import styles from './SidebarLogo.module.css';
import { navTranslationRef } from './translations/ref';

export function SidebarLogo() {
  const { t } = useTranslationRef(navTranslationRef);
  const { isOpen } = useSidebarOpenState();
  return (
    <div className={styles.root}>
      <Link to="/" className={styles.link} aria-label={t('nav.start')}>
        <CallboardLogo size={32} />
        {isOpen && <span className={styles.name}>Callboard</span>}
      </Link>
    </div>
  );
}
