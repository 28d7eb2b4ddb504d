import { EntityLink } from '@callboard/frontend-kit';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { valueKind } from '../../lib/valueKind';
import styles from './Value.module.css';

const MINUTE_MS = 60_000;

/** A value as people read it; `field` is what it is the value of. */
export function Value(props: { value: unknown; field: string }) {
  const { value, field } = props;
  const { t } = useTranslation();
  const format = useTimeFormat();
  if (value === undefined || value === null || value === '') {
    return <span className={styles.none}>{t('value.none')}</span>;
  }
  if (Array.isArray(value)) {
    return <List values={value} field={field} />;
  }
  if (typeof value === 'object') {
    return <code className={styles.code}>{JSON.stringify(value)}</code>;
  }
  const text = String(value);
  switch (valueKind(value, field)) {
    case 'flag':
      return <span>{t(value ? 'value.yes' : 'value.no')}</span>;
    case 'instant':
      return (
        <time dateTime={text} title={format.exact(text)}>
          {format.value(text)}
        </time>
      );
    case 'entity':
      return <EntityLink entityRef={text} />;
    case 'number':
      return <span>{format.number(Number(value))}</span>;
    case 'minutes':
      return <span>{format.duration(Number(value) * MINUTE_MS)}</span>;
    case 'colour':
      return (
        <span className={styles.colour}>
          <span className={styles.swatch} style={{ background: text }} />
          {text}
        </span>
      );
    default:
      return <span className={styles.text}>{text}</span>;
  }
}

function List(props: { values: unknown[]; field: string }) {
  const { values, field } = props;
  const { t } = useTranslation();
  return values.length === 0 ? (
    <span className={styles.none}>{t('value.none')}</span>
  ) : (
    <span className={styles.list}>
      {values.map(value => (
        <Value key={JSON.stringify(value)} value={value} field={field} />
      ))}
    </span>
  );
}
