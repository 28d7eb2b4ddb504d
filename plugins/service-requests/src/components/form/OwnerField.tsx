import { Select } from '@backstage/ui';
import { EntityName } from '@callboard/frontend-kit';
import { useTranslation } from '../../hooks/useTranslation';
import type { Draft, Owner } from '../../lib/draft';
import { PeopleField } from '../common/PeopleField';
import styles from './Form.module.css';
import { useRemark } from './remarks';
import { RemarkText } from './RemarkText';

/**
 * Whose services they will be: one of those whom a person may ask for, or anybody
 * where they may. Only said where there is no choice.
 */
export function OwnerField(props: {
  draft: Draft;
  owners: readonly Owner[];
  /** Whether anybody may be chosen. */
  ownersOpen: boolean;
  onChange: (changes: Partial<Draft>) => void;
}) {
  const { draft, owners, ownersOpen, onChange } = props;
  const { t } = useTranslation();
  const { remark, isInvalid, touch } = useRemark('owner');
  if (ownersOpen) {
    return (
      <div className={styles.field}>
        <PeopleField
          label={t('form.owner')}
          description={t('form.ownerHint')}
          value={draft.owner}
          onChange={owner => {
            touch();
            onChange({ owner });
          }}
        />
        <RemarkText
          remark={
            draft.owner
              ? remark
              : { tone: 'danger', text: t('form.ownerMissing') }
          }
        />
      </div>
    );
  }
  const isKnown = owners.some(({ ref }) => ref === draft.owner);
  const all = isKnown ? owners : [...owners, { ref: draft.owner }];
  if (all.length === 1) {
    return (
      <div className={styles.fixed}>
        <span>{t('form.owner')}</span>
        <span>
          <EntityName entityRef={all[0].ref} />
        </span>
        <RemarkText remark={remark} />
      </div>
    );
  }
  return (
    <div className={styles.field}>
      <Select
        label={t('form.owner')}
        description={t('form.ownerHint')}
        selectionMode="single"
        isInvalid={isInvalid}
        options={all.map(({ ref, title }) => ({
          id: ref,
          label: title ?? ref.replace(/^.*[/:]/, ''),
        }))}
        value={draft.owner}
        onChange={key => {
          touch();
          if (key !== null) onChange({ owner: String(key) });
        }}
      />
      <RemarkText remark={remark} />
    </div>
  );
}
