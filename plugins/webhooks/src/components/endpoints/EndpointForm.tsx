import { TextAreaField, TextField } from '@backstage/ui';
import type {
  CreatedEndpoint,
  Endpoint,
} from '@callboard/backstage-plugin-webhooks-common';
import { Toggle, useFormState, useTold } from '@callboard/frontend-kit';
import { useCallback, useState } from 'react';
import { useTranslation } from '../../hooks/useTranslation';
import {
  useCreateEndpoint,
  useUpdateEndpoint,
} from '../../hooks/useWebhookMutations';
import { hostOf } from '../../lib/endpointState';
import { fieldErrors, FormPanel } from '../common/FormPanel';
import { DeliveryFields } from './DeliveryFields';
import {
  checkEndpoint,
  endpointChange,
  EndpointPrefill,
  EndpointValues,
  endpointValues,
  newEndpoint,
} from './endpointValues';
import { EventPicker } from './EventPicker';
import { HeadersField } from './HeadersField';
import { OwnerField } from './OwnerField';
import { ScopeField } from './ScopeField';

const FOLDED = [
  'description',
  'headers',
  'includePersonalData',
  'profile',
  'legacySecret',
  'owner',
] as const;

/** Creates an endpoint, or changes one. */
export function EndpointForm(props: {
  endpoint?: Endpoint;
  prefill?: EndpointPrefill;
  onClose: () => void;
  onReload?: () => void;
  onCreated: (created: CreatedEndpoint) => void;
}) {
  const { endpoint, prefill, onClose, onReload, onCreated } = props;
  const { t } = useTranslation();
  const { told } = useTold();
  const check = useCallback((v: EndpointValues) => checkEndpoint(v, t), [t]);
  const [initial] = useState(() => endpointValues(endpoint, prefill));
  const form = useFormState({ initial, check });
  const { values, set, shown, tellFromServer } = form;
  const create = useCreateEndpoint();
  const update = useUpdateEndpoint();
  const [idempotencyKey, renewKey] = useState(() => crypto.randomUUID());
  const readOnly = endpoint && !endpoint.actions.includes('update');
  const [isOpen, open] = useState(false);
  const hasProblem = FOLDED.some(name => shown(name));

  const onError = (error: unknown) => {
    tellFromServer(fieldErrors(error));
    // A refused body will be another one; a lost answer is asked for again.
    if (fieldErrors(error).length > 0) renewKey(crypto.randomUUID());
  };

  const submit = () => {
    if (!endpoint) {
      create.mutate(
        { endpoint: newEndpoint(values), idempotencyKey },
        { onSuccess: onCreated, onError },
      );
      return;
    }
    const change = endpointChange(endpoint, values);
    if (!change) {
      onClose();
      return;
    }
    update.mutate(
      { of: endpoint, change },
      {
        onSuccess: ({ title }) => {
          told(t('form.saved', { title }));
          onClose();
        },
        onError,
      },
    );
  };

  return (
    <FormPanel
      title={endpoint?.title ?? t('form.new')}
      submitLabel={useSubmitLabel(endpoint, values)}
      form={form}
      error={create.error ?? update.error}
      isPending={create.isPending || update.isPending}
      readOnly={readOnly}
      onSubmit={submit}
      onClose={onClose}
      onReload={onReload}
    >
      <TextField
        {...form.field('url')}
        type="url"
        label={t('form.url')}
        placeholder="https://hooks.example.com/callboard"
        isDisabled={readOnly}
      />
      <EventPicker
        value={values.eventTypes}
        problem={shown('eventTypes')}
        isDisabled={readOnly}
        onChange={types => set('eventTypes', types)}
      />
      <ScopeField
        value={values.scope}
        problem={shown('scope')}
        isDisabled={readOnly}
        onChange={scope => set('scope', scope)}
      />
      <TextField
        {...form.field('title')}
        label={t('form.title')}
        placeholder={values.url ? hostOf(values.url.trim()) : undefined}
        description={endpoint ? undefined : t('form.titleHint')}
        isDisabled={readOnly}
      />
      <Toggle
        title={t('form.more')}
        isOpen={isOpen || hasProblem}
        onToggle={() => open(!isOpen)}
      >
        <DeliveryFields form={form} isNew={!endpoint} isDisabled={readOnly} />
        <HeadersField
          value={values.headers}
          problem={shown('headers')}
          isDisabled={readOnly}
          onChange={headers => set('headers', headers)}
        />
        <OwnerField
          value={values.owner}
          problem={shown('owner')}
          isDisabled={readOnly}
          onChange={owner => set('owner', owner)}
        />
        <TextAreaField
          {...form.field('description')}
          label={t('form.description')}
          isDisabled={readOnly}
        />
      </Toggle>
    </FormPanel>
  );
}

/** What will happen: `Send 3 events to hooks.example.com`. */
function useSubmitLabel(
  endpoint: Endpoint | undefined,
  { url, eventTypes, title }: EndpointValues,
): string {
  const { t } = useTranslation();
  if (endpoint) {
    return t('form.save', { title: title.trim() || endpoint.title });
  }
  return URL.canParse(url.trim()) && eventTypes.length > 0
    ? t('form.create', {
        count: eventTypes.length,
        host: hostOf(url.trim()),
      })
    : t('form.createPlain');
}
