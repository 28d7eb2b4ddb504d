import { WebhooksRequestError } from '@callboard/backstage-plugin-webhooks-common';
import {
  ErrorPanel,
  FieldError,
  FormPanel as KitFormPanel,
  FormState,
  Notice,
} from '@callboard/frontend-kit';
import type { ReactNode } from 'react';
import { useTranslation } from '../../hooks/useTranslation';
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
  const { error, onReload, children, ...rest } = props;
  return (
    <KitFormPanel {...rest} width={560} className={styles.form}>
      <FormError error={error} form={rest.form} onReload={onReload} />
      {children}
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
  if (error instanceof WebhooksRequestError && error.status === 412) {
    return (
      <Notice
        status="warning"
        title={t('form.stale.title')}
        description={t('form.stale.text')}
        action={
          onReload && { label: t('form.stale.reload'), onPress: onReload }
        }
      />
    );
  }
  const fields = fieldErrors(error);
  const elsewhere = fields.filter(({ field }) => !(field in form.values));
  if (fields.length === 0) {
    return <ErrorPanel title={t('form.notSaved')} error={error} mutation />;
  }
  return (
    <Notice
      status="danger"
      title={t('form.notSaved')}
      description={
        elsewhere.length === 0
          ? t('form.fieldsWrong')
          : elsewhere
              .map(({ field, message }) => `${field}: ${message}`)
              .join(' ')
      }
    />
  );
}
