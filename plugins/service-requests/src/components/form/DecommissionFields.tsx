import { TextField } from '@backstage/ui';
import type { Service } from '@callboard/backstage-plugin-service-requests-common';
import { EntityLink, ErrorPanel } from '@callboard/frontend-kit';
import { useDependents } from '../../hooks/useTargets';
import { useTranslation } from '../../hooks/useTranslation';
import styles from './Form.module.css';
import { useRemark } from './remarks';
import { RemarkText } from './RemarkText';

/** What a removal takes with it, who needs it, and its name typed. */
export function DecommissionFields(props: {
  target: Service;
  index: number;
  confirm: string;
  onChange: (confirm: string) => void;
}) {
  const { target, index, confirm, onChange } = props;
  const { t } = useTranslation();
  const { remark, isInvalid, touch } = useRemark(`items/${index}/confirm`);
  return (
    <>
      <p className={styles.warning}>
        {t('form.removal', { name: target.name })}
      </p>
      <Dependents target={target} />
      <div className={styles.field}>
        <TextField
          label={t('form.typeName', { name: target.name })}
          autoComplete="off"
          validationBehavior="aria"
          isRequired
          secondaryLabel={t('form.required')}
          isInvalid={isInvalid}
          value={confirm}
          maxLength={63}
          onChange={onChange}
          onBlur={touch}
        />
        <RemarkText remark={remark} />
      </div>
    </>
  );
}

function Dependents({ target }: { target: Service }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useDependents(target.id);
  if (!data) {
    return error ? (
      <ErrorPanel
        title={t('form.dependentsNotLoaded')}
        error={error}
        onRetry={refetch}
      />
    ) : null;
  }
  if (data.items.length + data.hidden === 0) {
    return <p className={styles.hint}>{t('form.noDependents')}</p>;
  }
  return (
    <div className={styles.warning} role="alert">
      {t('form.dependents', { count: data.items.length + data.hidden })}
      <ul>
        {data.items.map(({ entityRef, title }) => (
          <li key={entityRef}>
            <EntityLink entityRef={entityRef} title={title} />
          </li>
        ))}
        {data.hidden > 0 && (
          <li>{t('form.dependentsHidden', { count: data.hidden })}</li>
        )}
      </ul>
    </div>
  );
}
