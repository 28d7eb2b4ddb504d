import type { Booking } from '@callboard/backstage-plugin-reservations-common';
import { Link, Text } from '@backstage/ui';
import { EmptyState, EntityName } from '@callboard/frontend-kit';
import { RiCheckDoubleLine } from '@remixicon/react';
import { useSearchParams } from 'react-router-dom';
import { useAwaiting } from '../../hooks/useBookingLife';
import { useResources } from '../../hooks/useInventory';
import { useResourceTitles } from '../../hooks/useResourceTitles';
import { useSite } from '../../hooks/useSite';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { ErrorPanel } from '../common/ErrorPanel';
import { ReservationsPage } from '../common/ReservationsPage';
import { RowsSkeleton } from '../common/Skeletons';
import { ApprovalReasons } from '../life/ApprovalReasons';
import { LifeActions } from '../life/LifeActions';
import styles from './Approvals.module.css';

export function ApprovalsPage() {
  return (
    <ReservationsPage>
      <Approvals />
    </ReservationsPage>
  );
}

/** What waits for the caller's decision, and what each row needs to decide it. */
function Approvals() {
  const { t } = useTranslation();
  const { data: waiting, error, refetch } = useAwaiting();
  const inSite = useInSite();
  if (!waiting) {
    return error ? (
      <ErrorPanel
        title={t('approvals.notLoaded')}
        error={error}
        onRetry={refetch}
      />
    ) : (
      <RowsSkeleton rows={3} height={96} />
    );
  }
  const shown = waiting.filter(inSite);
  if (shown.length === 0) {
    return (
      <EmptyState
        icon={<RiCheckDoubleLine />}
        title={t('approvals.empty')}
        description={t('approvals.emptyHint')}
      />
    );
  }
  return (
    <ul className={styles.list} aria-label={t('approvals.list')}>
      {shown.map(booking => (
        <ApprovalRow key={booking.id} booking={booking} />
      ))}
    </ul>
  );
}

/** Whether a booking is on the site that is chosen. */
function useInSite(): (booking: Booking) => boolean {
  const { siteRef } = useSite();
  const { data: resources } = useResources();
  return ({ resourceRefs }) =>
    !siteRef ||
    !resources ||
    resourceRefs.some(
      ref => resources.find(r => r.entityRef === ref)?.siteRef === siteRef,
    );
}

function ApprovalRow({ booking }: { booking: Booking }) {
  const { t } = useTranslation();
  const format = useTimeFormat();
  const titleOf = useResourceTitles();
  const [search] = useSearchParams();
  const { id, title, start, end, resourceRefs, approval, purpose } = booking;
  const { owner, expiresAt } = booking;
  const here = new URLSearchParams(search);
  here.set('booking', id);
  const asked = approval?.requestedAt ?? booking.createdAt;
  const age = format.now.getTime() - Date.parse(asked);
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        <Link href={`?${here}`} weight="bold">
          {title}
        </Link>
        <span>{resourceRefs.map(titleOf).join(', ')}</span>
        <Text variant="body-small" color="secondary">
          {t('approvals.for')} <EntityName entityRef={owner} />
        </Text>
        {purpose && <span className={styles.purpose}>{purpose}</span>}
      </div>
      <div className={styles.what}>
        <span title={format.exact(start, end)}>{format.when(start, end)}</span>
        <Text variant="body-small" color="secondary">
          {format.duration(Date.parse(end) - Date.parse(start))} ·{' '}
          {t('approvals.holds')}
        </Text>
        {approval && (
          <div className={styles.reasons}>
            <ApprovalReasons approval={approval} />
          </div>
        )}
      </div>
      <div className={styles.what}>
        <span title={format.exactAt(asked)}>
          {t('approvals.waiting', {
            duration: format.duration(Math.max(age, 60_000)),
          })}
        </span>
        {expiresAt && (
          <Text variant="body-small" color="secondary">
            {t('life.lapses', { relative: format.relative(expiresAt) })}
          </Text>
        )}
      </div>
      <div className={styles.actions}>
        <LifeActions booking={{ ...booking, actions: decisions(booking) }} />
      </div>
    </li>
  );
}

/** On this page one decides; the rest is in the drawer. */
function decisions({ actions }: Booking): Booking['actions'] {
  return actions.filter(action => action === 'approve' || action === 'reject');
}
