import { CopyButton } from './CopyButton';
import styles from './CodeBlock.module.css';

/** Text as it is, to read and to copy; long ones scroll inside. */
export function CodeBlock(props: { label: string; text: string }) {
  const { label, text } = props;
  return (
    <div className={styles.block}>
      <div className={styles.copy}>
        <CopyButton text={text} what={label} />
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
