import { useId } from 'react';
import { useTimeZone } from '../../hooks/useTimeZone';
import { useTranslation } from '../../hooks/useTranslation';
import { EntryFilter, Range, RANGES } from '../../lib/entryFilter';
import { fromLocal, localOf } from '../../lib/localTime';
import styles from '../common/Filters.module.css';
import { OneOf } from '../common/OneOf';

const OWN = 'own';
const DAY_MS = 86_400_000;

type Times = Pick<EntryFilter, 'range' | 'from' | 'to'>;

/** How far back; or from when to when. */
export function RangeChoice(props: {
  times: Times;
  onChange: (times: Times) => void;
}) {
  const { times, onChange } = props;
  const { range, from, to } = times;
  const { t } = useTranslation();
  const isOwn = Boolean(from || to);
  const ranges = Object.keys(RANGES) as Range[];
  const choose = (id: string | undefined) =>
    onChange({
      range: ranges.find(name => name === id),
      from:
        id === OWN ? new Date(Date.now() - DAY_MS).toISOString() : undefined,
      to: undefined,
    });
  return (
    <>
      <OneOf
        name={t('log.filter.range')}
        any={t('log.range.any')}
        choices={[
          ...ranges.map(name => ({ id: name, label: t(`log.range.${name}`) })),
          { id: OWN, label: t('log.range.own') },
        ]}
        value={isOwn ? OWN : range}
        onChange={choose}
      />
      {isOwn && (
        <>
          <InstantField
            which="from"
            value={from}
            onChange={at => onChange({ from: at, to })}
          />
          <InstantField
            which="to"
            value={to}
            onChange={at => onChange({ from, to: at })}
          />
        </>
      )}
    </>
  );
}

function InstantField(props: {
  which: 'from' | 'to';
  value: string | undefined;
  onChange: (at: string | undefined) => void;
}) {
  const { which, value, onChange } = props;
  const { t } = useTranslation();
  const { zone } = useTimeZone();
  const id = useId();
  return (
    <div className={styles.instant}>
      <label htmlFor={id}>{t(`log.filter.${which}`, { zone })}</label>
      <input
        id={id}
        type="datetime-local"
        defaultValue={value && localOf(value, zone)}
        // A date that is being typed is not one yet.
        onChange={event => {
          const at = fromLocal(event.target.value, zone);
          if (at || !event.target.value) onChange(at);
        }}
      />
    </div>
  );
}
