import styles from './CodeBlock.module.css';
import { CopyButton, CopyLook } from './CopyButton';

/** Text as it is, to read and to copy; long ones scroll inside. */
export function CodeBlock(props: {
  /** What it is, for those who only hear it. */
  label: string;
  text: string;
  copyLook?: CopyLook;
}) {
  const { label, text, copyLook } = props;
  return (
    <div className={styles.block}>
      <div className={styles.copy}>
        <CopyButton text={text} what={label} look={copyLook} />
      </div>
      <pre
        className={styles.text}
        // It scrolls, so it must be reachable without a mouse.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        role="region"
        aria-label={label}
      >
        {text}
      </pre>
    </div>
  );
}
