import { Text } from '@backstage/ui';
import type { ReactElement, ReactNode } from 'react';
import styles from './EmptyState.module.css';

/** What would be here, and the action that fills it. */
export function EmptyState(props: {
  title: string;
  description?: string;
  icon?: ReactElement;
  action?: ReactNode;
}) {
  const { title, description, icon, action } = props;
  return (
    <div className={styles.empty}>
      {icon && (
        <span className={styles.icon} aria-hidden>
          {icon}
        </span>
      )}
      <Text as="h3" variant="body-large" weight="bold">
        {title}
      </Text>
      {description && (
        <Text as="p" color="secondary" className={styles.description}>
          {description}
        </Text>
      )}
      {action && <div className={styles.action}>{action}</div>}
    </div>
  );
}
