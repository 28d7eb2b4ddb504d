import type { TimelineChange } from '@callboard/backstage-plugin-reservations-common';
import { useResourceTitles } from '../../hooks/useResourceTitles';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import styles from './History.module.css';

const FIELDS = [
  'title',
  'resourceRefs',
  'units',
  'start',
  'end',
  'timeZone',
  'owner',
  'participants',
  'purpose',
  'project',
  'parameters',
  'status',
] as const;

/** `End: 12:00 → 13:00` */
export function HistoryChange({ change }: { change: TimelineChange }) {
  const { t } = useTranslation();
  const say = useValueText(change.field);
  const field = FIELDS.find(one => one === change.field);
  const hidden = !('before' in change) && !('after' in change);
  return (
    <li>
      {field ? t(`history.field.${field}`) : change.field}
      {': '}
      {hidden ? (
        t('history.hidden')
      ) : (
        <>
          <del className={styles.before}>{say(change.before)}</del>
          {' → '}
          <ins className={styles.after}>{say(change.after)}</ins>
        </>
      )}
    </li>
  );
}

function useValueText(field: string): (value: unknown) => string {
  const { t } = useTranslation();
  const format = useTimeFormat();
  const titleOf = useResourceTitles();
  const nameOf = (ref: unknown) => String(ref).replace(/^\w+:default\//, '');
  return value => {
    if (value === undefined || value === null || value === '') {
      return t('history.nothing');
    }
    if (field === 'start' || field === 'end') {
      return format.time(String(value));
    }
    if (Array.isArray(value)) {
      const names = value.map(ref =>
        field === 'resourceRefs' ? titleOf(String(ref)) : nameOf(ref),
      );
      return names.length === 0 ? t('history.nothing') : names.join(', ');
    }
    if (field === 'owner') {
      return nameOf(value);
    }
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
  };
}
