import { type ReactNode, useId } from 'react';
import styles from './DayField.module.css';

/** A day of the calendar, `2027-06-30`; empty where none is chosen. */
export function DayField(props: {
  label: string;
  description?: ReactNode;
  value: string;
  min?: string;
  max?: string;
  isRequired?: boolean;
  isInvalid?: boolean;
  onChange: (day: string) => void;
  onBlur?: () => void;
}) {
  const { label, description, value, onChange, isInvalid, isRequired } = props;
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {description && (
        <span id={`${id}-hint`} className={styles.hint}>
          {description}
        </span>
      )}
      <input
        id={id}
        type="date"
        required={isRequired}
        min={props.min}
        max={props.max}
        value={value}
        aria-invalid={isInvalid || undefined}
        aria-describedby={description ? `${id}-hint` : undefined}
        onChange={event => onChange(event.target.value)}
        onBlur={props.onBlur}
      />
    </div>
  );
}
