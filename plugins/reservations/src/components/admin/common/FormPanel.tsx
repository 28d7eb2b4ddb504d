import { ReservationsRequestError } from '@callboard/backstage-plugin-reservations-common';
import { Alert, Button } from '@backstage/ui';
import { FormEvent, ReactNode, useId } from 'react';
import { useTranslation } from '../../../hooks/useTranslation';
import { ErrorPanel } from '../../common/ErrorPanel';
import { RefusalMessage } from '../../common/RefusalMessage';
import { Drawer } from '../../common/Drawer';
import styles from './FormPanel.module.css';
import type { FormState } from '@callboard/frontend-kit';

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
  const { title, submitLabel, form, isPending, readOnly, onClose } = props;
  const { t } = useTranslation();
  const id = useId();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    // A panel opened from inside this one is its child in React, not on screen.
    event.stopPropagation();
    if (form.attempt() && !isPending) {
      props.onSubmit();
    }
  };

  return (
    <Drawer
      title={title}
      onClose={onClose}
      width={props.width}
      sticky={form.isDirty}
      footer={
        <>
          <Button variant="secondary" onPress={onClose}>
            {t(readOnly ? 'common.close' : 'common.cancel')}
          </Button>
          {!readOnly && (
            <Button
              type="submit"
              form={id}
              variant="primary"
              isPending={isPending}
            >
              {submitLabel}
            </Button>
          )}
        </>
      }
    >
      <form id={id} className={styles.form} onSubmit={submit} noValidate>
        <FormError error={props.error} form={form} onReload={props.onReload} />
        <fieldset className={styles.fields} disabled={readOnly}>
          {props.children}
        </fieldset>
      </form>
    </Drawer>
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
      <div role="alert">
        <Alert
          status="warning"
          icon
          title={t('admin.stale.title')}
          description={t('admin.stale.text')}
          customActions={
            onReload && (
              <Button size="small" variant="secondary" onPress={onReload}>
                {t('admin.stale.reload')}
              </Button>
            )
          }
        />
      </div>
    );
  }
  if (error.status === 400 || error.status === 409 || error.status === 422) {
    const elsewhere = error.fields.filter(f => !(f.field in form.values));
    return (
      <div role="alert">
        <Alert
          status="danger"
          icon
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
      </div>
    );
  }
  return <ErrorPanel title={t('admin.notSaved')} error={error} mutation />;
}
