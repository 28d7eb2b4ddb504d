import type { Resource } from '@callboard/backstage-plugin-reservations-common';
import { ReservationsRequestError } from '@callboard/backstage-plugin-reservations-common';
import {
  Alert,
  NumberField,
  Radio,
  RadioGroup,
  Select,
  TextField,
} from '@backstage/ui';
import { useCallback } from 'react';
import { useResources, useResourceTypes } from '../../../hooks/useInventory';
import { useTranslation } from '../../../hooks/useTranslation';
import { EntityRefField } from '../common/EntityRefsField';
import { FieldProblem, useFormState } from '@callboard/frontend-kit';
import styles from '../common/Fields.module.css';
import { FormPanel } from '../common/FormPanel';
import { NameFields } from '../common/NameFields';
import { useSavedToast } from '../common/useSavedToast';
import type { AdminRights } from '../useAdminRights';
import { useSaveResource } from '../useInventoryMutations';
import { RulesEditor } from '../../rules/RulesEditor';
import { ResourceRates } from '../rates/ResourceRates';
import { AttributeFields } from './AttributeFields';
import { PlaceFields } from './PlaceFields';
import {
  checkResource,
  newResource,
  resourceChange,
  ResourceValues,
  resourceValues,
} from './resourceValues';

const STATUSES = ['active', 'maintenance', 'unavailable'] as const;

/** Creates a resource, or changes one; one kept in the catalog is only shown. */
export function ResourceForm(props: {
  resource?: Resource;
  rights: AdminRights;
  defaults?: Partial<ResourceValues>;
  onClose: () => void;
  onReload?: () => void;
}) {
  const { resource, rights, defaults, onClose, onReload } = props;
  const { t } = useTranslation();
  const told = useSavedToast();
  const { data: types = [] } = useResourceTypes();
  const check = useCallback(
    (v: ResourceValues) =>
      checkResource(
        v,
        types.find(type => type.name === v.type),
        t,
      ),
    [t, types],
  );
  const form = useFormState({
    initial: resourceValues(resource, defaults),
    check,
  });
  const { values } = form;
  const save = useSaveResource();
  const fromCatalog = resource?.managedBy === 'catalog';
  const readOnly =
    resource && (fromCatalog || !resource.actions.includes('update'));
  const type = types.find(candidate => candidate.name === values.type);
  const { data: neighbours = [] } = useResources({
    site: values.siteRef || undefined,
  });

  const submit = () => {
    const change = resource ? resourceChange(resource, values) : undefined;
    if (resource && !change) {
      onClose();
      return;
    }
    save.mutate(
      resource && change
        ? { of: resource, body: change }
        : { body: newResource(values) },
      {
        onSuccess: saved => {
          told(saved.title, resource ? 'changed' : 'created');
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
      title={resource?.title ?? t('admin.resource.new')}
      submitLabel={t(
        resource ? 'admin.resource.save' : 'admin.resource.create',
        { title: values.title.trim() || t('admin.resource.one') },
      )}
      width={600}
      form={form}
      error={save.error}
      isPending={save.isPending}
      readOnly={readOnly}
      onSubmit={submit}
      onClose={onClose}
      onReload={onReload}
    >
      {fromCatalog && (
        <Alert
          status="info"
          icon
          title={t('admin.resource.fromCatalog')}
          description={t('admin.resource.fromCatalogText')}
        />
      )}
      <NameFields form={form} isNew={!resource} />
      <PlaceFields
        form={form}
        resource={resource}
        sites={rights.sitesForResources}
        types={types}
        neighbours={neighbours}
        readOnly={readOnly}
      />
      <div className={styles.picker}>
        <RadioGroup
          label={t('admin.resource.capacity')}
          isDisabled={readOnly}
          value={values.isPool ? 'pool' : 'exclusive'}
          onChange={kind => form.set('isPool', kind === 'pool')}
        >
          <Radio value="exclusive">{t('admin.resource.exclusive')}</Radio>
          <Radio value="pool">{t('admin.resource.pool')}</Radio>
        </RadioGroup>
        {values.isPool && (
          <NumberField
            {...form.field('units')}
            label={t('admin.resource.units')}
            minValue={1}
            formatOptions={{ useGrouping: false, maximumFractionDigits: 0 }}
            validate={() => form.shown('capacity') ?? null}
          />
        )}
        {!values.isPool && <FieldProblem problem={form.shown('capacity')} />}
      </div>
      <div className={styles.pair}>
        <Select
          label={t('admin.resource.status')}
          isDisabled={readOnly}
          options={STATUSES.map(status => ({
            id: status,
            label: t(`common.resourceStatus.${status}`),
          }))}
          value={values.status}
          onChange={key =>
            form.set('status', STATUSES.find(s => s === key) ?? 'active')
          }
        />
        {values.status !== 'active' && (
          <TextField
            {...form.field('statusReason')}
            label={t('admin.resource.statusReason')}
            description={t('admin.resource.statusReasonHint')}
          />
        )}
      </div>
      <AttributeFields
        // Fields for another type start from what fits them.
        key={values.type}
        schema={type?.attributesSchema ?? {}}
        value={values.attributes}
        readOnly={readOnly}
        problem={field => form.shown(field)}
        onChange={attributes => form.set('attributes', attributes)}
      />
      <RulesEditor
        rules={values.policies}
        ofType={type?.policyDefaults ?? {}}
        hint={t('rules.ownHint', {
          resource: values.title.trim() || t('admin.resource.one'),
        })}
        readOnly={readOnly}
        problem={path => form.shown(`policies/${path}`)}
        onChange={rules => form.set('policies', rules)}
      />
      <ResourceRates
        rates={values.rates}
        type={type}
        isPool={values.isPool}
        readOnly={readOnly}
        problem={index => form.shown(`rates/${index}`)}
        onChange={rates => form.set('rates', rates)}
      />
      <TextField
        {...form.field('location')}
        label={t('admin.resource.location')}
        description={t('admin.resource.locationHint')}
      />
      <EntityRefField
        label={t('admin.resource.owner')}
        description={t('admin.resource.ownerHint')}
        value={values.owner}
        problem={form.shown('owner')}
        isDisabled={readOnly}
        onChange={owner => form.set('owner', owner)}
      />
    </FormPanel>
  );
}
