import type { Remark } from '../../lib/verdicts';
import styles from './Form.module.css';

/** What is said at a field: what is wrong, or what to think of. */
export function RemarkText({ remark }: { remark: Remark | undefined }) {
  return remark ? (
    <p
      className={styles.remark}
      data-tone={remark.tone}
      role={remark.tone === 'danger' ? 'alert' : 'note'}
    >
      {remark.text}
    </p>
  ) : null;
}
