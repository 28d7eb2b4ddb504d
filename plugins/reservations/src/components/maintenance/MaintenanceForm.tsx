import type {
  MaintenanceWindow,
  Resource,
} from '@callboard/backstage-plugin-reservations-common';
import { ReservationsRequestError } from '@callboard/backstage-plugin-reservations-common';
import { Select, TextAreaField, TextField } from '@backstage/ui';
import { FieldProblem, FormState } from '@callboard/frontend-kit';
import { useMemo } from 'react';
import { useMaintenancePreview } from '../../hooks/useMaintenance';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTimeZone } from '../../hooks/useTimeZone';
import { useTranslation } from '../../hooks/useTranslation';
import type { MaintenanceValues } from '../../lib/maintenance';
import { FormPanel } from '../admin/common/FormPanel';
import { InstantField } from '../people/InstantField';
import { AffectedBookings } from './AffectedBookings';
import styles from './Maintenance.module.css';

/** When what is out of service, and what becomes of the bookings in the way. */
export function MaintenanceForm(props: {
  title: string;
  submitLabel?: string;
  form: FormState<MaintenanceValues>;
  /** Those that may be chosen; one that is fixed otherwise. */
  resources: Resource[];
  isFixed?: boolean;
  /** It begins now, or has begun. */
  startsNow?: boolean;
  /** The window that is changed. */
  replaces?: MaintenanceWindow;
  error: unknown;
  isPending: boolean;
  onChange: <K extends keyof MaintenanceValues>(
    name: K,
    value: MaintenanceValues[K],
  ) => void;
  onSubmit: (preview: ReturnType<typeof useMaintenancePreview>['data']) => void;
  onClose: () => void;
}) {
  const { form, resources, isFixed, startsNow, replaces, onChange } = props;
  const { t } = useTranslation();
  const format = useTimeFormat();
  const { zone } = useTimeZone();
  const { values } = form;
  const { resourceRef, from, until, choices } = values;
  const length = Date.parse(until) - Date.parse(from);
  const resource = resources.find(one => one.entityRef === resourceRef);
  const request = useMemo(
    () =>
      resourceRef && length > 0
        ? {
            resourceRef,
            until,
            ...(startsNow && !replaces ? {} : { from }),
            replaces: replaces?.id,
          }
        : undefined,
    [resourceRef, length, until, startsNow, from, replaces],
  );
  const preview = useMaintenancePreview(request);
  const submitLabel =
    props.submitLabel ??
    (resource && length > 0
      ? t('maintenance.submit', {
          title: resource.title,
          length: format.duration(length),
        })
      : t('maintenance.schedule'));
  return (
    <FormPanel
      title={props.title}
      submitLabel={submitLabel}
      form={form}
      error={props.error}
      isPending={props.isPending}
      onSubmit={() => props.onSubmit(preview.data)}
      onClose={props.onClose}
    >
      {!isFixed && (
        <>
          <Select
            label={t('maintenance.resource')}
            description={t('maintenance.resourceHint')}
            placeholder={t('booking.choose')}
            search={{ placeholder: t('booking.searchResources') }}
            options={resources.map(({ entityRef, title }) => ({
              id: entityRef,
              label: title,
            }))}
            value={resourceRef || null}
            onChange={key =>
              onChange('resourceRef', key === null ? '' : String(key))
            }
          />
          <FieldProblem problem={form.shown('resourceRef')} />
        </>
      )}
      <TextField
        {...form.field('title')}
        label={t('maintenance.name')}
        description={t('maintenance.nameExample')}
        maxLength={200}
        onChange={text => onChange('title', text)}
      />
      <div className={styles.times}>
        {!startsNow && (
          <InstantField
            label={t('maintenance.from', { zone })}
            value={from}
            zone={zone}
            isInvalid={Boolean(form.shown('from'))}
            onChange={instant => onChange('from', instant)}
          />
        )}
        <InstantField
          label={t('maintenance.until', { zone })}
          value={until}
          zone={zone}
          isInvalid={Boolean(form.shown('until'))}
          onChange={instant => onChange('until', instant)}
        />
      </div>
      <FieldProblem problem={form.shown('until') ?? form.shown('from')} />
      <TextAreaField
        {...form.field('reason')}
        label={t('maintenance.reason')}
        rows={2}
        maxLength={4000}
        onChange={text => onChange('reason', text)}
      />
      <AffectedBookings
        request={request}
        values={values}
        onDecide={decision => onChange('affected', decision)}
        onWish={(bookingId, wish) => {
          const { [bookingId]: _, ...others } = choices;
          onChange('choices', wish ? { ...others, [bookingId]: wish } : others);
        }}
      />
    </FormPanel>
  );
}

/** Shows at the fields what the server says of them. */
export function tellForm(
  form: FormState<MaintenanceValues>,
  error: unknown,
): void {
  if (error instanceof ReservationsRequestError) {
    form.tellFromServer(error.fields);
  }
}
