import type { EntryDetail } from '@callboard/backstage-plugin-audit-log-common';
import { useMemo } from 'react';
import { useTranslation } from '../../hooks/useTranslation';
import { compareLists, diffOf, FieldChange, Json } from '../../lib/diff';
import styles from './Changes.module.css';
import { useFieldName } from './useFieldName';
import { Value } from './Value';

/**
 * The fields that differ, before and after, side by side. Of what was made or
 * removed there is one side only.
 */
export function Changes({ entry }: { entry: EntryDetail }) {
  const { t } = useTranslation();
  const { before, after } = entry;
  const changes = useMemo(() => diffOf(before, after), [before, after]);
  if (!before && !after) {
    return null;
  }
  if (before && after) {
    return (
      <section>
        <h3 className={styles.title}>{t('entry.changes')}</h3>
        {changes.length === 0 ? (
          <p className={styles.none}>{t('entry.noChanges')}</p>
        ) : (
          <BothSides changes={changes} />
        )}
      </section>
    );
  }
  return (
    <section>
      <h3 className={styles.title}>{t(titleOfOne(entry))}</h3>
      <OneSide changes={changes} />
    </section>
  );
}

function titleOfOne({ before, action }: EntryDetail) {
  if (before) return 'entry.deleted';
  return action.endsWith('.created') ? 'entry.created' : 'entry.then';
}

function BothSides({ changes }: { changes: FieldChange[] }) {
  const { t } = useTranslation();
  const fieldName = useFieldName();
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('entry.field')}</th>
          <th scope="col">{t('entry.before')}</th>
          <th scope="col">{t('entry.after')}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(change => (
          <tr key={change.path.join('\n')}>
            <th scope="row">{fieldName(change.path)}</th>
            <Sides change={change} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Of lists, both sides: who went is struck out, who came stands out. */
function Sides({ change }: { change: FieldChange }) {
  const { t } = useTranslation();
  const { path, before, after } = change;
  const field = path.at(-1)!;
  if (Array.isArray(before) && Array.isArray(after)) {
    const { removed, added, kept } = compareLists(before, after);
    return (
      <>
        <td className={styles.before} data-label={t('entry.before')}>
          <Members members={removed} mark="removed" field={field} />
          <Members members={kept} field={field} />
        </td>
        <td className={styles.after} data-label={t('entry.after')}>
          <Members members={added} mark="added" field={field} />
          <Members members={kept} field={field} />
        </td>
      </>
    );
  }
  return (
    <>
      <td className={styles.before} data-label={t('entry.before')}>
        <Value value={before} field={field} />
      </td>
      <td className={styles.after} data-label={t('entry.after')}>
        <Value value={after} field={field} />
      </td>
    </>
  );
}

function Members(props: {
  members: Json[];
  field: string;
  mark?: 'added' | 'removed';
}) {
  const { members, field, mark } = props;
  const { t } = useTranslation();
  return (
    <>
      {members.map(member => (
        <div
          key={JSON.stringify(member)}
          className={mark ? styles[mark] : styles.kept}
        >
          <Value value={member} field={field} />
          {mark && <span className={styles.mark}>{t(`value.${mark}`)}</span>}
        </div>
      ))}
    </>
  );
}

function OneSide({ changes }: { changes: FieldChange[] }) {
  const { t } = useTranslation();
  const fieldName = useFieldName();
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('entry.field')}</th>
          <th scope="col">{t('entry.value')}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ path, before, after }) => (
          <tr key={path.join('\n')}>
            <th scope="row">{fieldName(path)}</th>
            <td data-label={t('entry.value')}>
              <Value value={before ?? after} field={path.at(-1)!} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
