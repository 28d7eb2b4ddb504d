import { useId } from 'react';
import styles from './Rules.module.css';

/** A time of day, `08:00`, as the browser lets one give it. */
export function TimeField(props: {
  label: string;
  value: string;
  problem?: string;
  onChange: (time: string) => void;
}) {
  const { label, value, problem, onChange } = props;
  const id = useId();
  return (
    <div className={styles.time}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="time"
        required
        value={value}
        aria-invalid={problem !== undefined}
        aria-describedby={problem && `${id}-problem`}
        onChange={event => event.target.value && onChange(event.target.value)}
      />
      {problem && (
        <p id={`${id}-problem`} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
