import { inZone, toIso } from '@callboard/frontend-kit';
import { DateTime } from 'luxon';
import { useId } from 'react';
import styles from '../booking/BookingForm.module.css';

/** A date and a time of day, in a zone that the label names. */
export function InstantField(props: {
  label: string;
  /** ISO 8601 */
  value: string;
  zone: string;
  isInvalid?: boolean;
  isDisabled?: boolean;
  onChange: (instant: string) => void;
}) {
  const { label, value, zone, isInvalid, isDisabled, onChange } = props;
  const id = useId();
  return (
    <div className={styles.instant}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="datetime-local"
        required
        step={900}
        disabled={isDisabled}
        aria-invalid={isInvalid}
        value={inZone(value, zone).toFormat("yyyy-MM-dd'T'HH:mm")}
        onChange={event => {
          const typed = DateTime.fromISO(event.target.value, { zone });
          if (typed.isValid) onChange(toIso(typed));
        }}
      />
    </div>
  );
}
