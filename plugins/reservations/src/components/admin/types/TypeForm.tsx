import type { ResourceType } from '@callboard/backstage-plugin-reservations-common';
import { ReservationsRequestError } from '@callboard/backstage-plugin-reservations-common';
import { NumberField, Select, TextAreaField, TextField } from '@backstage/ui';
import { useCallback, useState } from 'react';
import { useTranslation } from '../../../hooks/useTranslation';
import { useInventoryTitles } from '../../explore/useInventoryTitles';
import { ColourField } from '../common/ColourField';
import styles from '../common/Fields.module.css';
import { FormPanel } from '../common/FormPanel';
import { NameFields } from '../common/NameFields';
import { useFormState } from '@callboard/frontend-kit';
import { useSavedToast } from '../common/useSavedToast';
import { RulesEditor } from '../../rules/RulesEditor';
import { RatesField } from '../rates/RatesField';
import { SchemaEditor } from '../schema/SchemaEditor';
import type { AdminRights } from '../useAdminRights';
import { useSaveResourceType } from '../useInventoryMutations';
import {
  checkType,
  newType,
  typeChange,
  TypeValues,
  typeValues,
} from './typeValues';

const GLOBAL = 'global';
const WHOLE = { useGrouping: false, maximumFractionDigits: 0 };

/** Creates a resource type, of a site or global, or changes one. */
export function TypeForm(props: {
  type?: ResourceType;
  rights: AdminRights;
  siteRef?: string;
  onClose: () => void;
  onReload?: () => void;
}) {
  const { type, rights, onClose, onReload } = props;
  const { t } = useTranslation();
  const told = useSavedToast();
  const check = useCallback((v: TypeValues) => checkType(v, t), [t]);
  const [initial] = useState(() => typeValues(type, firstSite(props)));
  const form = useFormState({ initial, check });
  const save = useSaveResourceType();
  const readOnly = type && !type.actions.includes('update');

  const submit = () => {
    const change = type ? typeChange(type, form.values) : undefined;
    if (type && !change) {
      onClose();
      return;
    }
    save.mutate(
      type && change
        ? { of: type, body: change }
        : { body: newType(form.values) },
      {
        onSuccess: saved => {
          told(saved.title, type ? 'changed' : 'created');
          onClose();
        },
        onError: error => {
          if (error instanceof ReservationsRequestError) {
            form.tellFromServer(error.fields);
          }
        },
      },
    );
  };

  return (
    <FormPanel
      title={type?.title ?? t('admin.type.new')}
      submitLabel={t(type ? 'admin.type.save' : 'admin.type.create', {
        title: form.values.title.trim() || t('admin.type.one'),
      })}
      width={640}
      form={form}
      error={save.error}
      isPending={save.isPending}
      readOnly={readOnly}
      onSubmit={submit}
      onClose={onClose}
      onReload={onReload}
    >
      <NameFields form={form} isNew={!type} />
      <WhereField
        type={type}
        rights={rights}
        value={form.values.siteRef}
        onChange={ref => form.set('siteRef', ref)}
      />
      <ColourField
        value={form.values.colour}
        problem={form.shown('colour')}
        onChange={hex => form.set('colour', hex)}
      />
      <div className={styles.pair}>
        <NumberField
          {...form.field('setupMinutes')}
          label={t('admin.type.setup')}
          description={t('admin.type.setupHint')}
          minValue={0}
          formatOptions={WHOLE}
        />
        <NumberField
          {...form.field('teardownMinutes')}
          label={t('admin.type.teardown')}
          description={t('admin.type.teardownHint')}
          minValue={0}
          formatOptions={WHOLE}
        />
      </div>
      <TextAreaField
        {...form.field('instructions')}
        label={t('admin.type.instructions')}
        description={t('admin.type.instructionsHint')}
        rows={3}
      />
      <RulesEditor
        rules={form.values.policyDefaults}
        hint={t('rules.hint')}
        readOnly={readOnly}
        problem={path => form.shown(`policyDefaults/${path}`)}
        onChange={rules => form.set('policyDefaults', rules)}
      />
      <RatesField
        rates={form.values.rates}
        readOnly={readOnly}
        problem={index => form.shown(`rates/${index}`)}
        onChange={rates => form.set('rates', rates)}
      />
      <SchemaEditor
        label={t('admin.type.attributes')}
        description={t('admin.type.attributesHint')}
        initial={initial.attributesSchema ?? {}}
        problem={form.shown('attributesSchema')}
        readOnly={readOnly}
        onChange={schema => form.set('attributesSchema', schema)}
      />
      <SchemaEditor
        label={t('admin.type.parameters')}
        description={t('admin.type.parametersHint')}
        initial={initial.bookingParametersSchema ?? {}}
        problem={form.shown('bookingParametersSchema')}
        readOnly={readOnly}
        onChange={schema => form.set('bookingParametersSchema', schema)}
      />
    </FormPanel>
  );
}

function firstSite(props: { rights: AdminRights; siteRef?: string }) {
  const { sitesForTypes, canCreateGlobalType } = props.rights;
  const chosen = sitesForTypes.find(s => s.entityRef === props.siteRef);
  if (chosen) {
    return chosen.entityRef;
  }
  return canCreateGlobalType ? '' : (sitesForTypes[0]?.entityRef ?? '');
}

function WhereField(props: {
  type?: ResourceType;
  rights: AdminRights;
  value: string;
  onChange: (siteRef: string) => void;
}) {
  const { type, rights, value, onChange } = props;
  const { t } = useTranslation();
  const titles = useInventoryTitles();
  if (type) {
    return (
      <TextField
        label={t('admin.type.where')}
        description={t('admin.type.whereFixed')}
        isReadOnly
        value={
          type.siteRef ? titles.siteTitle(type.siteRef) : t('admin.type.global')
        }
      />
    );
  }
  return (
    <Select
      label={t('admin.type.where')}
      options={[
        ...(rights.canCreateGlobalType
          ? [{ id: GLOBAL, label: t('admin.type.global') }]
          : []),
        ...rights.sitesForTypes.map(site => ({
          id: site.entityRef,
          label: site.title,
        })),
      ]}
      value={value || GLOBAL}
      onChange={key => onChange(key === GLOBAL ? '' : String(key))}
    />
  );
}
