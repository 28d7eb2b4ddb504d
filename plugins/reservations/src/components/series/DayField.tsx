import { useId } from 'react';
import styles from '../booking/BookingForm.module.css';

/** A day of the calendar, `2027-06-30`. */
export function DayField(props: {
  label: string;
  value: string;
  onChange: (day: string) => void;
}) {
  const { label, value, onChange } = props;
  const id = useId();
  return (
    <div className={styles.instant}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="date"
        required
        value={value}
        onChange={event => event.target.value && onChange(event.target.value)}
      />
    </div>
  );
}
