import { ToggleButton } from '@backstage/ui';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import {
  addMinutes,
  lengthMinutes,
  SHORTCUT_MINUTES,
} from '../../lib/bookingForm';
import { MINUTE_MS, zoneCity } from '@callboard/frontend-kit';
import { InstantField } from '../people/InstantField';
import styles from './BookingForm.module.css';

/** From when until when, in the zone on screen, or a length with one click. */
export function TimeFields(props: {
  start: string;
  end: string;
  zone: string;
  onStart: (start: string) => void;
  onEnd: (end: string) => void;
}) {
  const { start, end, zone, onStart, onEnd } = props;
  const { t } = useTranslation();
  const format = useTimeFormat({ zone });
  const length = lengthMinutes({ start, end });
  return (
    <>
      <div className={styles.times}>
        <InstantField
          label={t('booking.from', { zone: zoneCity(zone) })}
          value={start}
          zone={zone}
          onChange={onStart}
        />
        <InstantField
          label={t('booking.to', { zone: zoneCity(zone) })}
          value={end}
          zone={zone}
          onChange={onEnd}
          isInvalid={length <= 0}
        />
      </div>
      {length <= 0 && (
        <p className={styles.problem} role="alert">
          {t('booking.endBeforeStart')}
        </p>
      )}
      <div
        className={styles.lengths}
        role="group"
        aria-label={t('booking.length')}
      >
        {SHORTCUT_MINUTES.map(minutes => (
          <ToggleButton
            key={minutes}
            isSelected={minutes === length}
            onChange={() => onEnd(addMinutes(start, minutes))}
          >
            {format.duration(minutes * MINUTE_MS)}
          </ToggleButton>
        ))}
      </div>
    </>
  );
}
