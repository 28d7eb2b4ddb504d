import { useTranslation } from '../../hooks/useTranslation';
import { schemaFields } from '../../lib/schemaFields';
import styles from './SchemaTable.module.css';

/** The fields of a schema, parts under their whole. */
export function SchemaTable(props: { title: string; schema: object }) {
  const { title, schema } = props;
  const { t } = useTranslation();
  const fields = schemaFields(schema);
  if (fields.length === 0) {
    return <p className={styles.none}>{t('events.noFields')}</p>;
  }
  return (
    <table
      className={styles.table}
      aria-label={t('events.fieldsOf', { title })}
    >
      <thead>
        <tr>
          <th scope="col">{t('events.column.field')}</th>
          <th scope="col">{t('events.column.type')}</th>
          <th scope="col">{t('events.column.presence')}</th>
          <th scope="col">{t('events.column.description')}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map(({ path, depth, type, required, description }) => (
          <tr key={path}>
            <th
              scope="row"
              title={path}
              style={{ paddingLeft: `${depth * 16}px` }}
            >
              <code>{path.split('.').at(-1)}</code>
            </th>
            <td>
              <code>{type}</code>
            </td>
            <td>{t(required ? 'events.always' : 'events.maybe')}</td>
            <td>{description}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
