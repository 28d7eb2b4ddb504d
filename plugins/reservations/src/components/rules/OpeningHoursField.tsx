import type { OpeningHours } from '@callboard/backstage-plugin-reservations-common';
import { Button, ButtonIcon, Select, Text } from '@backstage/ui';
import { RiAddLine, RiCloseLine } from '@remixicon/react';
import { useTranslation } from '../../hooks/useTranslation';
import styles from './Rules.module.css';
import { TimeField } from './TimeField';

export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const MAX_ROWS = 21;
const WORKDAYS: OpeningHours = DAYS.slice(0, 5).map(day => ({
  day,
  opens: '08:00',
  closes: '18:00',
}));

/** When a site is open, by day of the week. */
export function OpeningHoursField(props: {
  hours: OpeningHours;
  readOnly?: boolean;
  problem: (index: number) => string | undefined;
  onChange: (hours: OpeningHours) => void;
}) {
  const { hours, readOnly, problem, onChange } = props;
  const { t } = useTranslation();
  const put = (index: number, more: Partial<OpeningHours[number]>) =>
    onChange(
      hours.map((one, at) => (at === index ? { ...one, ...more } : one)),
    );
  return (
    <fieldset className={styles.rules} disabled={readOnly}>
      <legend>{t('rules.door.title')}</legend>
      <Text as="p" variant="body-small" color="secondary">
        {t('rules.door.hint')}
      </Text>
      {hours.length === 0 && <Text as="p">{t('rules.door.always')}</Text>}
      {hours.map(({ day, opens, closes }, index) => (
        <fieldset
          // Rows are told apart by their place: nothing else of them stays.
          // eslint-disable-next-line react/no-array-index-key
          key={index}
          className={styles.row}
          aria-label={t('rules.door.nth', { n: String(index + 1) })}
        >
          <Select
            label={t('rules.door.day')}
            isDisabled={readOnly}
            options={DAYS.map(id => ({ id, label: t(`rules.day.${id}`) }))}
            value={day}
            onChange={key =>
              put(index, { day: DAYS.find(id => id === key) ?? 'mon' })
            }
          />
          <TimeField
            label={t('rules.door.opens')}
            value={opens}
            onChange={time => put(index, { opens: time })}
          />
          <TimeField
            label={t('rules.door.closes')}
            // A clock has no 24:00: midnight is 00:00 there.
            value={closes === '24:00' ? '00:00' : closes}
            problem={problem(index)}
            onChange={time =>
              put(index, { closes: time === '00:00' ? '24:00' : time })
            }
          />
          {!readOnly && (
            <ButtonIcon
              variant="tertiary"
              icon={<RiCloseLine />}
              aria-label={`${t('rules.remove')}: ${t('rules.door.nth', { n: String(index + 1) })}`}
              onPress={() => onChange(hours.filter((_, at) => at !== index))}
            />
          )}
        </fieldset>
      ))}
      {!readOnly && hours.length < MAX_ROWS && (
        <Button
          className={styles.add}
          size="small"
          variant="secondary"
          iconStart={<RiAddLine />}
          onPress={() =>
            onChange(
              hours.length === 0
                ? WORKDAYS
                : [...hours, { day: 'sat', opens: '08:00', closes: '12:00' }],
            )
          }
        >
          {t(hours.length === 0 ? 'rules.door.weekdays' : 'rules.door.add')}
        </Button>
      )}
    </fieldset>
  );
}
