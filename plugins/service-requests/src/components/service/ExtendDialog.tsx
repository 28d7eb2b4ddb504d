import { Button, TextField } from '@backstage/ui';
import {
  type Service,
  ServiceRequestsError,
} from '@callboard/backstage-plugin-service-requests-common';
import { ConfirmDialog, ErrorPanel, useTold } from '@callboard/frontend-kit';
import { DateTime } from 'luxon';
import { useState } from 'react';
import { useOptions } from '../../hooks/useOptions';
import { useExtendService } from '../../hooks/useServiceChanges';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { DayField } from '../common/DayField';
import styles from './ExtendDialog.module.css';

const STEPS = [14, 30, 90];

/** Moves the last day of a service. */
export function ExtendDialog(props: { service: Service; onClose: () => void }) {
  const { service, onClose } = props;
  const { t } = useTranslation();
  const { day, now } = useTimeFormat();
  const { told } = useTold();
  const { mutate, isPending, error } = useExtendService();
  const { maxDays: mostDays, title: environment } = useEnvironment(
    service.environment,
  );
  const today = DateTime.fromJSDate(now).toISODate()!;
  const start =
    service.endDate && service.endDate > today ? service.endDate : today;
  const most = mostDays === undefined ? undefined : later(today, mostDays);
  const after = (days: number) => earlier(later(start, days), most);
  const [endDate, setEndDate] = useState(after(STEPS[1]));
  const [reason, setReason] = useState('');
  const name = service.title ?? service.name;
  const extend = () =>
    mutate(
      { id: service.id, endDate, ...(reason.trim() && { reason }) },
      {
        onSuccess: () => {
          told(t('service.extend.done', { name, day: day(endDate) }));
          onClose();
        },
      },
    );
  return (
    <ConfirmDialog
      title={t('service.extend.title', { name })}
      action={t('service.extend.action', { day: day(endDate) })}
      isPending={isPending}
      onConfirm={extend}
      onClose={onClose}
    >
      <p>
        {service.endDate
          ? t('service.extend.now', { day: day(service.endDate) })
          : t('service.extend.noEnd')}{' '}
        {mostDays !== undefined &&
          t('service.extend.most', {
            days: String(mostDays),
            environment,
          })}
      </p>
      <div className={styles.steps}>
        {STEPS.map(days => (
          <Button
            key={days}
            size="small"
            variant="secondary"
            isDisabled={after(days) <= start}
            onPress={() => setEndDate(after(days))}
          >
            {t('service.extend.days', { days: String(days) })}
          </Button>
        ))}
      </div>
      <DayField
        label={t('service.extend.to')}
        isRequired
        min={today}
        max={most}
        value={endDate}
        onChange={value => value && setEndDate(value)}
      />
      <TextField
        label={t('service.extend.reason')}
        value={reason}
        onChange={setReason}
      />
      {error && (
        <ErrorPanel
          title={t('service.extend.notDone')}
          error={refusalOf(error)}
          mutation
        />
      )}
    </ConfirmDialog>
  );
}

function useEnvironment(name: string): { title: string; maxDays?: number } {
  const { data } = useOptions();
  return (
    data?.environments.find(known => known.name === name) ?? { title: name }
  );
}

/** What is wrong with the day says more than that something is wrong. */
function refusalOf(error: unknown): unknown {
  if (!(error instanceof ServiceRequestsError) || !error.fields[0]) {
    return error;
  }
  const { status, name, requestId, fields } = error;
  const message = fields.map(one => one.message).join('; ');
  return new ServiceRequestsError(
    status,
    { error: { name, message } },
    requestId,
  );
}

function later(day: string, days: number): string {
  return DateTime.fromISO(day, { zone: 'utc' }).plus({ days }).toISODate()!;
}

function earlier(day: string, most: string | undefined): string {
  return most !== undefined && most < day ? most : day;
}
