import { ToggleButton } from '@backstage/ui';
import { FieldProblem, MINUTE_MS, zoneCity } from '@callboard/frontend-kit';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import {
  afterDays,
  grantFrom,
  GrantValues,
  SHORTCUT_DAYS,
} from '../../lib/grants';
import bookingStyles from '../booking/BookingForm.module.css';
import { InstantField } from '../people/InstantField';

const DAY_MS = 1440 * MINUTE_MS;

/** From when until when, or a length with one click. */
export function GrantTimes(props: {
  values: GrantValues;
  problem: string | undefined;
  onChange: (times: { from: string; until: string }) => void;
}) {
  const { values, problem, onChange } = props;
  const { from, until } = values;
  const { t } = useTranslation();
  const format = useTimeFormat();
  const { zone } = format;
  return (
    <>
      <div className={bookingStyles.times}>
        <InstantField
          label={t('booking.from', { zone: zoneCity(zone) })}
          value={from}
          zone={zone}
          onChange={at => onChange(grantFrom(values, at))}
        />
        <InstantField
          label={t('booking.to', { zone: zoneCity(zone) })}
          value={until}
          zone={zone}
          isInvalid={problem !== undefined}
          onChange={at => onChange({ from, until: at })}
        />
      </div>
      <FieldProblem problem={problem} />
      <div
        className={bookingStyles.lengths}
        role="group"
        aria-label={t('booking.length')}
      >
        {SHORTCUT_DAYS.map(days => (
          <ToggleButton
            key={days}
            isSelected={afterDays(from, days) === until}
            onChange={() => onChange({ from, until: afterDays(from, days) })}
          >
            {format.duration(days * DAY_MS)}
          </ToggleButton>
        ))}
      </div>
    </>
  );
}
