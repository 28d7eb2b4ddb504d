import { Button, Radio, RadioGroup, Switch } from '@backstage/ui';
import { zoneCity } from '@callboard/frontend-kit';
import { useTranslation } from '../../hooks/useTranslation';
import { addMinutes } from '../../lib/bookingForm';
import { type BulkValues, NO_BULK } from '../../lib/bulk';
import { InstantField } from '../people/InstantField';
import styles from './Series.module.css';

const DAY_MINUTES = 1440;
const MOST = 20;

/** Several times, or a booking for each of several resources, at once. */
export function BulkFields(props: {
  value: BulkValues | undefined;
  start: string;
  zone: string;
  resources: number;
  onChange: (value: BulkValues) => void;
}) {
  const { start, zone, resources, onChange } = props;
  const { t } = useTranslation();
  const value = props.value ?? NO_BULK;
  const { starts, separate, mode } = value;
  const isBulk = starts.length > 0 || (separate && resources > 1);
  return (
    <div
      className={isBulk ? styles.repeats : undefined}
      role="group"
      aria-label={t('bulk.times')}
    >
      {starts.map((one, index) => (
        <div className={styles.slot} key={index}>
          <InstantField
            label={t('bulk.time', {
              number: String(index + 2),
              zone: zoneCity(zone),
            })}
            value={one}
            zone={zone}
            onChange={typed =>
              onChange({ ...value, starts: starts.with(index, typed) })
            }
          />
          <Button
            size="small"
            variant="tertiary"
            onPress={() =>
              onChange({ ...value, starts: starts.toSpliced(index, 1) })
            }
          >
            {t('bulk.removeTime')}
          </Button>
        </div>
      ))}
      {starts.length < MOST && (
        <Button
          size="small"
          variant="tertiary"
          onPress={() =>
            onChange({
              ...value,
              starts: [
                ...starts,
                addMinutes(starts.at(-1) ?? start, DAY_MINUTES),
              ],
            })
          }
        >
          {t('bulk.addTime')}
        </Button>
      )}
      {resources > 1 && (
        <Switch
          label={t('bulk.separate')}
          isSelected={separate}
          onChange={on => onChange({ ...value, separate: on })}
        />
      )}
      {isBulk && (
        <RadioGroup
          label={t('bulk.mode')}
          orientation="horizontal"
          value={mode}
          onChange={chosen =>
            onChange({ ...value, mode: chosen as BulkValues['mode'] })
          }
        >
          <Radio value="all">{t('bulk.mode.all')}</Radio>
          <Radio value="each">{t('bulk.mode.each')}</Radio>
        </RadioGroup>
      )}
    </div>
  );
}
