import { Select, Skeleton } from '@backstage/ui';
import { MINUTE_MS } from '@callboard/frontend-kit';
import { usePreferences, useSetPreferences } from '../../hooks/usePreferences';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { ErrorPanel } from '../common/ErrorPanel';
import styles from './Settings.module.css';

/** Minutes; 0 is never. */
const CHOICES = [0, 15, 60, 240, 1440, 2880, 10080];

/** How long before a booking begins one is reminded of it. */
export function ReminderTime() {
  const { t } = useTranslation();
  const format = useTimeFormat();
  const { data, error, refetch } = usePreferences();
  const save = useSetPreferences();
  if (!data) {
    return error ? (
      <ErrorPanel
        title={t('settings.remindersNotLoaded')}
        error={error}
        onRetry={refetch}
      />
    ) : (
      <Skeleton width={260} height={36} />
    );
  }
  const { reminderMinutes } = save.variables ?? data;
  const nameOf = (minutes: number) =>
    minutes === 0
      ? t('settings.reminderNever')
      : t('settings.reminderBefore', {
          time: format.duration(minutes * MINUTE_MS),
        });
  const choices = [...new Set([...CHOICES, reminderMinutes])].sort(
    (a, b) => a - b,
  );
  return (
    <>
      <div className={styles.zone}>
        <Select
          aria-label={t('settings.reminders')}
          options={choices.map(minutes => ({
            id: String(minutes),
            label: nameOf(minutes),
          }))}
          value={String(reminderMinutes)}
          onChange={key =>
            key !== null && save.mutate({ reminderMinutes: Number(key) })
          }
        />
      </div>
      {save.error && (
        <ErrorPanel
          title={t('settings.remindersNotSaved')}
          error={save.error}
          mutation
        />
      )}
      {save.isSuccess && <p role="status">{t('settings.remindersSaved')}</p>}
    </>
  );
}
