import type { Service } from '@callboard/backstage-plugin-service-requests-common';
import { useTranslation } from '../../hooks/useTranslation';
import { useValueText } from '../../hooks/useValueText';
import type { DraftItem } from '../../lib/draft';
import {
  isSame,
  type ParameterField,
  valueAt,
} from '../../lib/parameterFields';
import styles from './Form.module.css';

/** What becomes of a service: before → after, for everything that changes. */
export function ChangesOf(props: {
  item: DraftItem;
  target: Service;
  fields: ParameterField[];
}) {
  const { item, target, fields } = props;
  const { t } = useTranslation();
  const valueText = useValueText();
  const changes = leaves(fields)
    .map(field => ({
      field,
      before: valueAt(target.parameters, field.path),
      after: valueAt(item.values, field.path),
    }))
    .filter(({ before, after }) => !isSame(before, after));
  if (changes.length === 0) {
    return <p className={styles.hint}>{t('form.nothingChanges')}</p>;
  }
  return (
    <ul className={styles.changes} aria-label={t('form.changes')}>
      {changes.map(({ field, before, after }) => (
        <li key={field.path.join('/')}>
          {field.title}: {valueText(before)} →{' '}
          <strong>{valueText(after)}</strong>
        </li>
      ))}
    </ul>
  );
}

function leaves(fields: readonly ParameterField[]): ParameterField[] {
  return fields.flatMap(field =>
    field.kind === 'fields' ? leaves(field.fields) : [field],
  );
}
