import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import type {
  Booking,
  Resource,
} from '@callboard/backstage-plugin-reservations-common';
import { Button, Select, TextAreaField, TextField } from '@backstage/ui';
import { RiAlertLine } from '@remixicon/react';
import { useCallback, useState } from 'react';
import { useResources } from '../../hooks/useInventory';
import { useReportProblem } from '../../hooks/useProblems';
import { useTranslation } from '../../hooks/useTranslation';
import { FormPanel } from '../admin/common/FormPanel';
import { useKeyedForm } from '../admin/common/useKeyedForm';

const NONE: never[] = [];

/** Offered where the server says that the caller may report. */
export function ReportProblemButton({ resource }: { resource: Resource }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  if (!resource.actions.includes('report-problem')) {
    return null;
  }
  return (
    <>
      <ReportButton
        label={t('problems.reportOf', { title: resource.title })}
        onPress={() => setOpen(true)}
      />
      {isOpen && (
        <ReportForm resources={[resource]} onClose={() => setOpen(false)} />
      )}
    </>
  );
}

/** The same from a booking, for whose it is and who takes part in it. */
export function ReportProblemOfBooking({ booking }: { booking: Booking }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const { data: resources = NONE } = useResources({
    ref: booking.resourceRefs,
  });
  const reportable = resources.filter(({ actions }) =>
    actions.includes('report-problem'),
  );
  if (reportable.length === 0) {
    return null;
  }
  return (
    <>
      <ReportButton
        label={t('problems.reportOf', { title: booking.title })}
        onPress={() => setOpen(true)}
      />
      {isOpen && (
        <ReportForm
          resources={reportable}
          bookingId={booking.id}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}

function ReportButton(props: { label: string; onPress: () => void }) {
  const { t } = useTranslation();
  return (
    <Button
      size="small"
      variant="tertiary"
      iconStart={<RiAlertLine />}
      aria-label={props.label}
      onPress={props.onPress}
    >
      {t('problems.report')}
    </Button>
  );
}

type Values = { resourceId: string; title: string; description: string };

function ReportForm(props: {
  resources: Resource[];
  bookingId?: string;
  onClose: () => void;
}) {
  const { resources, bookingId, onClose } = props;
  const { t } = useTranslation();
  const toast = useApi(toastApiRef);
  const report = useReportProblem();
  const [initial] = useState<Values>(() => ({
    resourceId: resources[0].id,
    title: '',
    description: '',
  }));
  const check = useCallback(
    (values: Values) => ({
      title: values.title.trim() ? undefined : t('problems.check.what'),
    }),
    [t],
  );
  const { form, set, idempotencyKey, tellRefusal } = useKeyedForm({
    initial,
    check,
  });
  const { resourceId, title, description } = form.values;
  const resource = resources.find(({ id }) => id === resourceId)!;
  const submit = () =>
    report.mutate(
      {
        resourceId,
        idempotencyKey,
        problem: {
          title: title.trim(),
          description: description.trim() || undefined,
          bookingId,
        },
      },
      {
        onSuccess: () => {
          toast.post({
            title: t('problems.reported', { title: resource.title }),
            status: 'success',
          });
          onClose();
        },
        onError: tellRefusal,
      },
    );
  return (
    <FormPanel
      title={t('problems.reportTitle', { title: resource.title })}
      submitLabel={t('problems.submit')}
      form={form}
      error={report.error}
      isPending={report.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      {resources.length > 1 && (
        <Select
          label={t('problems.which')}
          options={resources.map(one => ({ id: one.id, label: one.title }))}
          value={resourceId}
          onChange={key => set('resourceId', String(key))}
        />
      )}
      <TextField
        {...form.field('title')}
        label={t('problems.what')}
        description={t('problems.whatExample')}
        maxLength={200}
        onChange={text => set('title', text)}
      />
      <TextAreaField
        {...form.field('description')}
        label={t('problems.details')}
        description={t('problems.detailsHint')}
        rows={4}
        maxLength={4000}
        onChange={text => set('description', text)}
      />
    </FormPanel>
  );
}
