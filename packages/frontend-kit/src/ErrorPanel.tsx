import type { ReactNode } from 'react';
import styles from './ErrorPanel.module.css';
import { Notice } from './Notice';

/**
 * What failed (`title`), what it means (`children`), the request id to hand on,
 * with its copy button, and what to do.
 */
export function ErrorPanel(props: {
  title: string;
  children: ReactNode;
  requestId?: { text: string; copyButton: ReactNode };
  retryLabel: string;
  onRetry?: () => void;
}) {
  const { title, children, requestId, retryLabel, onRetry } = props;
  return (
    <Notice
      status="danger"
      title={title}
      description={
        <span className={styles.body}>
          <span>{children}</span>
          {requestId && (
            <span className={styles.requestId}>
              <code>{requestId.text}</code>
              {requestId.copyButton}
            </span>
          )}
        </span>
      }
      action={onRetry && { label: retryLabel, onPress: onRetry }}
    />
  );
}
