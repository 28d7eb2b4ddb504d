import { RequestError } from '@callboard/api-client';
import { CopyButton, CopyLook } from './CopyButton';
import styles from './ErrorPanel.module.css';
import { Notice } from './Notice';
import { useErrorText } from './useErrorText';
import { useWords } from './useWords';

/**
 * What failed (`title`), what it means, whether anything was saved (`mutation`:
 * nothing was), the request id to hand on, and what to do.
 */
export function ErrorPanel(props: {
  title: string;
  error: unknown;
  mutation?: boolean;
  /** What stands on the button that copies the request id. */
  copyLook?: CopyLook;
  onRetry?: () => void;
}) {
  const { title, error, mutation, copyLook, onRetry } = props;
  const word = useWords();
  const textOf = useErrorText();
  const id = error instanceof RequestError ? error.requestId : undefined;
  return (
    <Notice
      status="danger"
      title={title}
      description={
        <span className={styles.body}>
          <span>
            {textOf(error)}
            {mutation && ` ${word('error.nothingSaved')}`}
          </span>
          {id !== undefined && (
            <span className={styles.requestId}>
              <code>{word('error.requestId', { id })}</code>
              <CopyButton
                text={id}
                what={word('error.requestIdName')}
                look={copyLook}
              />
            </span>
          )}
        </span>
      }
      action={onRetry && { label: word('action.retry'), onPress: onRetry }}
    />
  );
}
