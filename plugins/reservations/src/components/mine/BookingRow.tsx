import { useRouteRef } from '@backstage/frontend-plugin-api';
import {
  type Booking,
  isTerminal,
} from '@callboard/backstage-plugin-reservations-common';
import {
  Button,
  ButtonIcon,
  ButtonLink,
  Link,
  Menu,
  MenuItem,
  MenuTrigger,
  Text,
} from '@backstage/ui';
import { RiCalendarLine, RiMore2Fill, RiRepeat2Line } from '@remixicon/react';
import { useSearchParams } from 'react-router-dom';
import { useBookingDrawer } from '../../hooks/useBookingDrawer';
import { useResources, useResourceTypes } from '../../hooks/useInventory';
import { useThemeMode } from '../../hooks/useThemeMode';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTimeZone } from '../../hooks/useTimeZone';
import { useTranslation } from '../../hooks/useTranslation';
import { plainDate } from '../../lib/calendarWindow';
import { tint } from '../../lib/colour';
import { calendarRouteRef } from '../../routes';
import { BookingActions } from '../booking/BookingActions';
import { EntityLink, EntityName } from '@callboard/frontend-kit';
import { StatusTag } from '../common/StatusTag';
import { lifeText } from '../life/lifeText';
import styles from './BookingRow.module.css';

/** What, when, where, in which state, and what can be done about it. */
export function BookingRow(props: { booking: Booking; me?: string }) {
  const { booking, me } = props;
  const { t } = useTranslation();
  const format = useTimeFormat();
  const { start, end, status, title } = booking;
  const [search] = useSearchParams();
  const here = new URLSearchParams(search);
  here.set('booking', booking.id);
  const waits = lifeText(booking, { t, format });
  return (
    <li className={styles.row}>
      <ColourBar resourceRef={booking.resourceRefs[0]} />
      <div className={styles.what}>
        <Link href={`?${here}`} weight="bold">
          {title}
        </Link>
        <Where resourceRefs={booking.resourceRefs} />
        {me && booking.owner !== me && (
          <Text variant="body-small" color="secondary">
            {t('mine.for')} <EntityName entityRef={booking.owner} />
          </Text>
        )}
      </div>
      <div className={styles.when}>
        <span title={format.exact(start, end)}>{format.when(start, end)}</span>
        <Text variant="body-small" color="secondary">
          {relative(booking, format, t)}
        </Text>
        {waits && (
          <Text variant="body-small" color="secondary">
            {waits}
          </Text>
        )}
      </div>
      <div className={styles.state}>
        <StatusTag status={status} />
      </div>
      <div className={styles.actions}>
        <BookingActions booking={booking}>
          <MoreActions booking={booking} />
        </BookingActions>
      </div>
    </li>
  );
}

/**
 * Another like it, and where it is: what one does with what is over. Of what is
 * not, there is more to be done than fits beside it.
 */
function MoreActions({ booking }: { booking: Booking }) {
  const { t } = useTranslation();
  const { openForm } = useBookingDrawer();
  const inCalendar = useCalendarHref(booking);
  const { id, title } = booking;
  const bookAgain = () => openForm({ like: id });
  if (!isTerminal(booking.status)) {
    return (
      <MenuTrigger>
        <ButtonIcon
          size="small"
          variant="tertiary"
          icon={<RiMore2Fill />}
          aria-label={t('mine.moreNamed', { title })}
        />
        <Menu>
          <MenuItem iconStart={<RiRepeat2Line />} onAction={bookAgain}>
            {t('mine.again')}
          </MenuItem>
          {inCalendar && (
            <MenuItem iconStart={<RiCalendarLine />} href={inCalendar}>
              {t('mine.show')}
            </MenuItem>
          )}
        </Menu>
      </MenuTrigger>
    );
  }
  return (
    <>
      <Button
        size="small"
        variant="secondary"
        aria-label={t('mine.againNamed', { title })}
        onPress={bookAgain}
      >
        {t('mine.again')}
      </Button>
      {inCalendar && (
        <ButtonLink
          size="small"
          variant="secondary"
          href={inCalendar}
          aria-label={t('mine.showNamed', { title })}
        >
          {t('mine.show')}
        </ButtonLink>
      )}
    </>
  );
}

function relative(
  { status, start, end }: Booking,
  format: ReturnType<typeof useTimeFormat>,
  t: ReturnType<typeof useTranslation>['t'],
): string {
  if (status === 'active') {
    return t('booking.ends', { relative: format.relative(end) });
  }
  return format.now.getTime() < Date.parse(start)
    ? t('booking.starts', { relative: format.relative(start) })
    : t('booking.ended', { relative: format.relative(end) });
}

function useCalendarHref(booking: Booking): string | undefined {
  const route = useRouteRef(calendarRouteRef);
  const { zone } = useTimeZone();
  const query = new URLSearchParams({
    view: 'week',
    date: plainDate(booking.start, zone),
    booking: booking.id,
  });
  return route && `${route()}?${query}`;
}

function Where({ resourceRefs }: { resourceRefs: string[] }) {
  const { data: resources } = useResources();
  return (
    <span className={styles.where}>
      {resourceRefs.map(ref => (
        <EntityLink
          key={ref}
          entityRef={ref}
          title={resources?.find(r => r.entityRef === ref)?.title}
        />
      ))}
    </span>
  );
}

function ColourBar({ resourceRef }: { resourceRef: string }) {
  const mode = useThemeMode();
  const { data: resources } = useResources();
  const { data: types } = useResourceTypes();
  const type = resources?.find(r => r.entityRef === resourceRef)?.type;
  const colour = types?.find(candidate => candidate.name === type)?.colour;
  return (
    <span
      className={styles.bar}
      style={colour ? { background: tint(colour, mode) } : undefined}
      aria-hidden
    />
  );
}
