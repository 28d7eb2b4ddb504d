import { useSidebarOpenState } from '@backstage/core-components';
import { Link } from 'react-router-dom';
import { CallboardLogo } from './CallboardLogo';
import styles from './SidebarLogo.module.css';

export function SidebarLogo() {
  const { isOpen } = useSidebarOpenState();
  return (
    <div className={styles.root}>
      <Link to="/" className={styles.link} aria-label="Callboard, start page">
        <CallboardLogo size={32} />
        {isOpen && <span className={styles.name}>Callboard</span>}
      </Link>
    </div>
  );
}
