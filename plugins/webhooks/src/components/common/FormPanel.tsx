import { Alert, Button } from '@backstage/ui';
import { WebhooksRequestError } from '@callboard/backstage-plugin-webhooks-common';
import { Drawer, FieldError, FormState } from '@callboard/frontend-kit';
import { FormEvent, ReactNode, useId } from 'react';
import { useTranslation } from '../../hooks/useTranslation';
import { ErrorPanel } from './ErrorPanel';
import styles from './FormPanel.module.css';

/** What is wrong, by the fields of a form: `eventTypes/0` is of `eventTypes`. */
export function fieldErrors(error: unknown): FieldError[] {
  return error instanceof WebhooksRequestError
    ? error.fields.map(({ field, message }) => ({
        field: field.split('/')[0],
        message,
      }))
    : [];
}

/**
 * A form in the drawer. It answers what the server may say: a field is wrong
 * (at the field), somebody else was faster (offers theirs), or it failed.
 */
export function FormPanel<T extends object>(props: {
  title: string;
  submitLabel: string;
  form: FormState<T>;
  error: unknown;
  isPending: boolean;
  readOnly?: boolean;
  onSubmit: () => void;
  onClose: () => void;
  /** Shows what it is now on the server, and forgets what was typed. */
  onReload?: () => void;
  children: ReactNode;
}) {
  const { form, isPending, readOnly, onClose } = props;
  const { t } = useTranslation();
  const id = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (form.attempt() && !isPending) props.onSubmit();
  };
  return (
    <Drawer
      title={props.title}
      closeLabel={t('common.close')}
      onClose={onClose}
      width={560}
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
              {props.submitLabel}
            </Button>
          )}
        </>
      }
    >
      <form id={id} className={styles.form} onSubmit={submit} noValidate>
        <FormError error={props.error} form={form} onReload={props.onReload} />
        {props.children}
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
  if (error instanceof WebhooksRequestError && error.status === 412) {
    return (
      <div role="alert">
        <Alert
          status="warning"
          icon
          title={t('form.stale.title')}
          description={t('form.stale.text')}
          customActions={
            onReload && (
              <Button size="small" variant="secondary" onPress={onReload}>
                {t('form.stale.reload')}
              </Button>
            )
          }
        />
      </div>
    );
  }
  const fields = fieldErrors(error);
  const elsewhere = fields.filter(({ field }) => !(field in form.values));
  if (fields.length === 0) {
    return <ErrorPanel title={t('form.notSaved')} error={error} mutation />;
  }
  return (
    <div role="alert">
      <Alert
        status="danger"
        icon
        title={t('form.notSaved')}
        description={
          elsewhere.length === 0
            ? t('form.fieldsWrong')
            : elsewhere
                .map(({ field, message }) => `${field}: ${message}`)
                .join(' ')
        }
      />
    </div>
  );
}
