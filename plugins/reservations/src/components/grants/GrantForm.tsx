import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { Site } from '@callboard/backstage-plugin-reservations-common';
import { Select, TextAreaField } from '@backstage/ui';
import { FieldProblem } from '@callboard/frontend-kit';
import { useCallback, useState } from 'react';
import { useCreateGrant } from '../../hooks/useAccessGrants';
import { useResources } from '../../hooks/useInventory';
import { useTimeZone } from '../../hooks/useTimeZone';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { GrantValues, newGrantValues } from '../../lib/grants';
import { EntityRefField } from '../admin/common/EntityRefsField';
import { FormPanel } from '../admin/common/FormPanel';
import { useKeyedForm } from '../admin/common/useKeyedForm';
import { GrantTimes } from './GrantTimes';

const WHOLE_SITE = 'all';
const NONE: never[] = [];

/** Opens a site, or one thing in it, to a person or group for a time. */
export function GrantForm(props: {
  site?: Site;
  sites: Site[];
  onClose: () => void;
}) {
  const { site, sites, onClose } = props;
  const { t } = useTranslation();
  const { zone } = useTimeZone();
  const format = useTimeFormat();
  const toast = useApi(toastApiRef);
  const create = useCreateGrant();
  const only = sites.length === 1 ? sites[0] : undefined;
  const [initial] = useState(() =>
    newGrantValues({
      siteRef: (site ?? only)?.entityRef,
      now: new Date(),
      zone,
    }),
  );
  const check = useCallback(
    (values: GrantValues) => ({
      subjectRef: values.subjectRef ? undefined : t('grants.check.who'),
      siteRef: values.siteRef ? undefined : t('grants.check.where'),
      until:
        Date.parse(values.until) > Date.parse(values.from)
          ? undefined
          : t('booking.endBeforeStart'),
    }),
    [t],
  );
  const { form, set, idempotencyKey, tellRefusal } = useKeyedForm({
    initial,
    check,
  });
  const { values } = form;
  const { data: resources = NONE } = useResources({
    site: values.siteRef || undefined,
  });
  const here = resources.filter(({ siteRef }) => siteRef === values.siteRef);
  const place =
    here.find(({ entityRef }) => entityRef === values.resourceRef)?.title ??
    sites.find(({ entityRef }) => entityRef === values.siteRef)?.title;
  const length = Date.parse(values.until) - Date.parse(values.from);

  const submit = () =>
    create.mutate(
      {
        idempotencyKey,
        grant: {
          ...values,
          from: values.from === initial.from ? undefined : values.from,
          resourceRef: values.resourceRef || undefined,
          reason: values.reason.trim() || undefined,
        },
      },
      {
        onSuccess: () => {
          toast.post({
            title: t('grants.given', { place: place ?? '' }),
            status: 'success',
          });
          onClose();
        },
        onError: tellRefusal,
      },
    );

  return (
    <FormPanel
      title={t('grants.add')}
      submitLabel={
        place && length > 0
          ? t('grants.submit', { place, length: format.duration(length) })
          : t('grants.add')
      }
      form={form}
      error={create.error}
      isPending={create.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <EntityRefField
        label={t('grants.who')}
        description={t('grants.whoHint')}
        value={values.subjectRef}
        problem={form.shown('subjectRef')}
        onChange={ref => set('subjectRef', ref)}
      />
      {!site && (
        <Select
          label={t('common.site')}
          placeholder={t('booking.choose')}
          options={sites.map(({ entityRef, title }) => ({
            id: entityRef,
            label: title,
          }))}
          value={values.siteRef || null}
          onChange={key => {
            set('siteRef', key === null ? '' : String(key));
            set('resourceRef', '');
          }}
        />
      )}
      {!site && <FieldProblem problem={form.shown('siteRef')} />}
      <Select
        label={t('grants.what')}
        search={{ placeholder: t('booking.searchResources') }}
        isDisabled={!values.siteRef}
        options={[
          { id: WHOLE_SITE, label: t('grants.everything') },
          ...here.map(({ entityRef, title }) => ({
            id: entityRef,
            label: title,
          })),
        ]}
        value={values.resourceRef || WHOLE_SITE}
        onChange={key =>
          set(
            'resourceRef',
            key === null || key === WHOLE_SITE ? '' : String(key),
          )
        }
      />
      <FieldProblem problem={form.shown('resourceRef')} />
      <GrantTimes
        values={values}
        problem={form.shown('until') ?? form.shown('from')}
        onChange={({ from, until }) => {
          set('from', from);
          set('until', until);
        }}
      />
      <TextAreaField
        {...form.field('reason')}
        label={t('grants.reason')}
        description={t('grants.reasonHint')}
        rows={2}
        maxLength={1000}
        onChange={text => set('reason', text)}
      />
    </FormPanel>
  );
}
