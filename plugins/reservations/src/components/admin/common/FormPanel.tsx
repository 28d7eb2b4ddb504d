import { ReservationsRequestError } from '@callboard/backstage-plugin-reservations-common';
import {
  FormPanel as KitFormPanel,
  FormState,
  Notice,
} from '@callboard/frontend-kit';
import type { ReactNode } from 'react';
import { useTranslation } from '../../../hooks/useTranslation';
import { ErrorPanel } from '../../common/ErrorPanel';
import { RefusalMessage } from '../../common/RefusalMessage';
import styles from './FormPanel.module.css';

/**
 * A form in a panel. It answers what the server may say: a field is wrong (at
 * the field), somebody else was faster (offers their version), it does not fit
 * (with what is in the way), or it failed.
 */
export function FormPanel<T extends object>(props: {
  title: string;
  submitLabel: string;
  form: FormState<T>;
  error: unknown;
  isPending: boolean;
  width?: number;
  readOnly?: boolean;
  onSubmit: () => void;
  onClose: () => void;
  /** Shows what it is now on the server, and forgets what was typed. */
  onReload?: () => void;
  children: ReactNode;
}) {
  const { error, onReload, children, ...rest } = props;
  return (
    <KitFormPanel {...rest} className={styles.form}>
      <FormError error={error} form={rest.form} onReload={onReload} />
      <fieldset className={styles.fields} disabled={rest.readOnly}>
        {children}
      </fieldset>
    </KitFormPanel>
  );
}

function FormError<T extends object>(props: {
  error: unknown;
  form: FormState<T>;
  onReload?: () => void;
}) {
  const { error, form, onReload } = props;
  const { t } = useTranslation();
  if (!error) {
    return null;
  }
  if (!(error instanceof ReservationsRequestError)) {
    return <ErrorPanel title={t('admin.notSaved')} error={error} mutation />;
  }
  if (error.status === 412) {
    return (
      <Notice
        status="warning"
        title={t('admin.stale.title')}
        description={t('admin.stale.text')}
        action={
          onReload && { label: t('admin.stale.reload'), onPress: onReload }
        }
      />
    );
  }
  if (error.status === 400 || error.status === 409 || error.status === 422) {
    const elsewhere = error.fields.filter(f => !(f.field in form.values));
    return (
      <Notice
        status="danger"
        title={t('admin.notSaved')}
        description={
          <div className={styles.reasons}>
            {error.fields.length === 0 && <RefusalMessage refusal={error} />}
            {error.fields.length > 0 && elsewhere.length === 0 && (
              <p>{t('admin.fieldsWrong')}</p>
            )}
            {elsewhere.map(field => (
              <p key={field.field}>
                <code>{field.field}</code>: {field.message}
              </p>
            ))}
          </div>
        }
      />
    );
  }
  return <ErrorPanel title={t('admin.notSaved')} error={error} mutation />;
}
