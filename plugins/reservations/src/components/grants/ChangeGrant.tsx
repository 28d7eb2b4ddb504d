import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import type { AccessGrant } from '@callboard/backstage-plugin-reservations-common';
import { ToggleButton } from '@backstage/ui';
import { useEntityPresentation } from '@backstage/plugin-catalog-react';
import { FieldProblem, MINUTE_MS, zoneCity } from '@callboard/frontend-kit';
import { useState } from 'react';
import { useChangeGrant } from '../../hooks/useAccessGrants';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { afterDays, SHORTCUT_DAYS } from '../../lib/grants';
import bookingStyles from '../booking/BookingForm.module.css';
import { ConfirmDialog } from '../common/ConfirmDialog';
import { InstantField } from '../people/InstantField';
import styles from '../people/People.module.css';
import { AffectedBookings } from './AffectedBookings';
import { grantPlace } from './grantPlace';
import { LeftBookings } from './LeftBookings';

/** Another end: later, or earlier with what is then beyond it. */
export function ChangeGrant(props: {
  grant: AccessGrant;
  onClose: () => void;
}) {
  const { grant, onClose } = props;
  const { t } = useTranslation();
  const format = useTimeFormat();
  const { zone } = format;
  const toast = useApi(toastApiRef);
  const [until, setUntil] = useState(grant.until);
  const { primaryTitle: who } = useEntityPresentation(grant.subjectRef);
  const place = grantPlace(grant);
  const [left, setLeft] = useState<string[]>();
  const { mutate, isPending, error } = useChangeGrant();
  const earliest = Math.max(Date.parse(grant.from), format.now.getTime());
  const isTooEarly = Date.parse(until) <= earliest;
  const isShorter = Date.parse(until) < Date.parse(grant.until);
  const save = () => {
    if (isTooEarly) return;
    mutate(
      { grant, until },
      {
        onSuccess: changed => {
          toast.post({
            title: t('grants.changed', { who, place }),
            description: format.when(changed.from, changed.until),
            status: 'success',
          });
          const { affectedBookings = [] } = changed;
          if (affectedBookings.length > 0) setLeft(affectedBookings);
          else onClose();
        },
      },
    );
  };
  if (left) {
    return (
      <LeftBookings
        title={t('grants.changed', { who, place })}
        ids={left}
        onClose={onClose}
      />
    );
  }
  return (
    <ConfirmDialog
      title={t('grants.changeTitle', { who, place })}
      action={t('grants.changeAction')}
      isPending={isPending}
      error={error}
      onConfirm={save}
      onClose={onClose}
    >
      <div className={styles.form}>
        <InstantField
          label={t('grants.until', { zone: zoneCity(zone) })}
          value={until}
          zone={zone}
          isInvalid={isTooEarly}
          onChange={setUntil}
        />
        <FieldProblem
          problem={isTooEarly ? t('grants.check.past') : undefined}
        />
        <div
          className={bookingStyles.lengths}
          role="group"
          aria-label={t('grants.extendBy')}
        >
          {SHORTCUT_DAYS.map(days => (
            <ToggleButton
              key={days}
              isSelected={afterDays(grant.until, days) === until}
              onChange={() => setUntil(afterDays(grant.until, days))}
            >
              {`+ ${format.duration(days * 1440 * MINUTE_MS)}`}
            </ToggleButton>
          ))}
        </div>
        {isShorter && !isTooEarly && (
          <AffectedBookings grant={grant} beyond={until} />
        )}
      </div>
    </ConfirmDialog>
  );
}
