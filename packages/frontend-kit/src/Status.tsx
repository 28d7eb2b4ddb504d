import styles from './Status.module.css';

export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger';

/** A state as a word with its colour. */
export function Status(props: { tone: Tone; children: string }) {
  return (
    <span className={styles.status} data-tone={props.tone}>
      <span className={styles.dot} aria-hidden />
      {props.children}
    </span>
  );
}
