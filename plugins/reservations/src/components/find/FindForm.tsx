import { NumberField, Select, TextField } from '@backstage/ui';
import type { ResourceType } from '@callboard/backstage-plugin-reservations-common';
import { toIso } from '@callboard/frontend-kit';
import { DateTime } from 'luxon';
import { useTimeZone } from '../../hooks/useTimeZone';
import { useTranslation } from '../../hooks/useTranslation';
import { NeedField, SlotQuery, WITHIN_DAYS } from '../../lib/find/slotSearch';
import { InstantField } from '../people/InstantField';
import styles from './Find.module.css';

const ANY = '-any-';
const CHOOSE = 'choose';

type Change = (changes: Partial<SlotQuery>) => void;

/** `[Type] [GPUs at least 4] [for 6 h] [within 7 days]`, searched as it is typed. */
export function FindForm(props: {
  query: SlotQuery;
  types: ResourceType[];
  fields: NeedField[];
  onChange: Change;
}) {
  const { query, types, fields, onChange } = props;
  const { t } = useTranslation();
  return (
    <div className={styles.form} role="search" aria-label={t('find.region')}>
      <Select
        label={t('find.type')}
        className={styles.type}
        options={[
          { id: ANY, label: t('calendar.anyType') },
          ...types.map(({ name, title }) => ({ id: name, label: title })),
        ]}
        value={query.type ?? ANY}
        onChange={key =>
          onChange({ type: key === ANY ? undefined : String(key) })
        }
      />
      {fields.map(field => (
        <Need
          key={`${query.type}-${field.name}`}
          field={field}
          value={query.needs[field.name]}
          onChange={value => onChange({ needs: { [field.name]: value } })}
        />
      ))}
      <NumberField
        label={t('find.hours')}
        className={styles.number}
        minValue={0.25}
        maxValue={1440}
        step={0.25}
        value={query.minutes / 60}
        onChange={hours =>
          onChange({ minutes: Math.max(1, Math.round((hours || 0) * 60)) })
        }
      />
      <When query={query} onChange={onChange} />
      <NumberField
        label={t('find.count')}
        className={styles.number}
        minValue={1}
        maxValue={20}
        value={query.resources}
        onChange={resources => onChange({ resources: resources || 1 })}
      />
      <NumberField
        label={t('find.units')}
        className={styles.number}
        minValue={1}
        maxValue={100_000}
        value={query.units}
        onChange={units => onChange({ units: units || 1 })}
      />
    </div>
  );
}

function When({ query, onChange }: { query: SlotQuery; onChange: Change }) {
  const { t } = useTranslation();
  const { zone } = useTimeZone();
  const { within, from, until } = query;
  return (
    <>
      <Select
        label={t('find.when')}
        className={styles.when}
        options={[
          ...WITHIN_DAYS.map(days => ({
            id: String(days),
            label: t('find.within', { count: days }),
          })),
          { id: CHOOSE, label: t('find.choose') },
        ]}
        value={within === undefined ? CHOOSE : String(within)}
        onChange={key =>
          onChange(
            key === CHOOSE
              ? chosenFrom(within ?? 7, zone)
              : { within: Number(key) },
          )
        }
      />
      {from !== undefined && until !== undefined && (
        <>
          <InstantField
            label={t('find.from')}
            value={from}
            zone={zone}
            onChange={value => onChange({ from: value })}
          />
          <InstantField
            label={t('find.until')}
            value={until}
            zone={zone}
            isInvalid={Date.parse(until) <= Date.parse(from)}
            onChange={value => onChange({ until: value })}
          />
        </>
      )}
    </>
  );
}

/** The days that were meant so far, from the next full hour. */
function chosenFrom(days: number, zone: string): Partial<SlotQuery> {
  const from = DateTime.now().setZone(zone).startOf('hour').plus({ hours: 1 });
  return { from: toIso(from), until: toIso(from.plus({ days })) };
}

function Need(props: {
  field: NeedField;
  value: string | undefined;
  onChange: (value: string) => void;
}) {
  const { field, value = '', onChange } = props;
  const { t } = useTranslation();
  switch (field.kind) {
    case 'number':
      return (
        <NumberField
          label={t('find.atLeast', { name: field.title })}
          className={styles.number}
          minValue={field.minimum}
          maxValue={field.maximum}
          value={value === '' ? NaN : Number(value)}
          onChange={next => onChange(Number.isNaN(next) ? '' : String(next))}
        />
      );
    case 'text':
      return (
        <TextField
          label={field.title}
          className={styles.text}
          maxLength={200}
          value={value}
          onChange={onChange}
        />
      );
    default:
      return (
        <Select
          label={field.title}
          className={styles.text}
          options={[
            { id: ANY, label: t('find.any') },
            ...(field.kind === 'boolean'
              ? [
                  { id: 'true', label: t('find.yes') },
                  { id: 'false', label: t('find.no') },
                ]
              : field.options.map(id => ({ id, label: id }))),
          ]}
          value={value || ANY}
          onChange={key => onChange(key === ANY ? '' : String(key))}
        />
      );
  }
}
