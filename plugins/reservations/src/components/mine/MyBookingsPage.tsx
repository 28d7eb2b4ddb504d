import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import type { BookingStatus } from '@callboard/backstage-plugin-reservations-common';
import { Button, Tab, TabList, TabPanel, Tabs } from '@backstage/ui';
import { RiCalendarCheckLine } from '@remixicon/react';
import { useQuery } from '@tanstack/react-query';
import { ReactNode, useMemo } from 'react';
import { useBookingDrawer } from '../../hooks/useBookingDrawer';
import { BookingFilter, useBookings } from '../../hooks/useBookings';
import { EmptyState, useSearchParam } from '@callboard/frontend-kit';
import { useSite } from '../../hooks/useSite';
import { useTranslation } from '../../hooks/useTranslation';
import { ErrorPanel } from '../common/ErrorPanel';
import { ReservationsPage } from '../common/ReservationsPage';
import { RowsSkeleton } from '../common/Skeletons';
import { SshKeys } from '../keys/SshKeys';
import { BookingRow } from './BookingRow';
import styles from './MyBookingsPage.module.css';

const SECTIONS = ['current', 'upcoming', 'past'] as const;
type Section = (typeof SECTIONS)[number];

const STATUSES: Record<Section, BookingStatus[]> = {
  current: ['active'],
  upcoming: ['pending', 'confirmed'],
  past: [
    'completed',
    'released',
    'cancelled',
    'rejected',
    'expired',
    'no_show',
  ],
};
/** The tab beside the bookings. */
const KEYS = 'ssh-keys';
const MOST_COUNTED = 50;

export function MyBookingsPage() {
  return (
    <ReservationsPage>
      <MyBookings />
    </ReservationsPage>
  );
}

function useSection(section: Section) {
  const { siteRef } = useSite();
  const filter = useMemo(
    (): BookingFilter => ({
      owner: ['me'],
      site: siteRef ? [siteRef] : undefined,
      status: STATUSES[section],
      order: section === 'past' ? 'desc' : 'asc',
      limit: MOST_COUNTED,
    }),
    [section, siteRef],
  );
  return useBookings(filter);
}

type SectionQuery = ReturnType<typeof useSection>;

function loaded(query: SectionQuery) {
  return query.data?.pages.flatMap(page => page.items);
}

/** `3`, or `50+` while there are pages not asked for yet. */
function countOf(query: SectionQuery): string | undefined {
  const items = loaded(query);
  return items && `${items.length}${query.hasNextPage ? '+' : ''}`;
}

function MyBookings() {
  const { t } = useTranslation();
  const [chosen, choose] = useSearchParam('show');
  const queries: Record<Section, SectionQuery> = {
    current: useSection('current'),
    upcoming: useSection('upcoming'),
    past: useSection('past'),
  };
  const nothingRuns = loaded(queries.current)?.length === 0;
  const section =
    SECTIONS.find(name => name === chosen) ??
    (nothingRuns ? 'upcoming' : 'current');
  return (
    <Tabs
      selectedKey={chosen === KEYS ? KEYS : section}
      onSelectionChange={key => choose(String(key), { replace: true })}
    >
      <TabList aria-label={t('mine.sections')}>
        {SECTIONS.map(name => (
          <Tab key={name} id={name}>
            {[t(`mine.${name}`), countOf(queries[name])]
              .filter(Boolean)
              .join(' ')}
          </Tab>
        ))}
        <Tab id={KEYS}>{t('keys.title')}</Tab>
      </TabList>
      {SECTIONS.map(name => (
        <TabPanel key={name} id={name}>
          <div className={styles.panel}>
            <SectionList section={name} query={queries[name]} />
          </div>
        </TabPanel>
      ))}
      <TabPanel id={KEYS}>
        <div className={styles.panel}>
          <SshKeys />
        </div>
      </TabPanel>
    </Tabs>
  );
}

function SectionList(props: { section: Section; query: SectionQuery }) {
  const { section, query } = props;
  const { t } = useTranslation();
  const { openForm } = useBookingDrawer();
  const { data: me } = useMe();
  const bookings = loaded(query);
  if (query.error && !bookings) {
    return (
      <ErrorPanel
        title={t('mine.notLoaded')}
        error={query.error}
        onRetry={query.refetch}
      />
    );
  }
  if (!bookings) {
    return <RowsSkeleton rows={4} height={76} />;
  }
  if (bookings.length === 0) {
    return (
      <EmptyState
        icon={<RiCalendarCheckLine />}
        title={t(`mine.empty.${section}`)}
        description={t(`mine.emptyHint.${section}`)}
        action={
          <Button variant="secondary" onPress={() => openForm()}>
            {t('mine.book')}
          </Button>
        }
      />
    );
  }
  return (
    <More query={query}>
      <ul className={styles.list}>
        {bookings.map(booking => (
          <BookingRow key={booking.id} booking={booking} me={me} />
        ))}
      </ul>
    </More>
  );
}

function More(props: { query: SectionQuery; children: ReactNode }) {
  const { query, children } = props;
  const { t } = useTranslation();
  return (
    <>
      {children}
      {query.hasNextPage && (
        <Button
          variant="secondary"
          isPending={query.isFetchingNextPage}
          onPress={() => query.fetchNextPage()}
        >
          {t('common.loadMore')}
        </Button>
      )}
    </>
  );
}

/** Who is signed in; a booking of their team names its owner. */
function useMe() {
  const identity = useApi(identityApiRef);
  return useQuery({
    queryKey: ['reservations', 'me'],
    staleTime: Infinity,
    queryFn: async () => (await identity.getBackstageIdentity()).userEntityRef,
  });
}
