import type { BookingStatus } from '@callboard/backstage-plugin-reservations-common';
import { Button, Tab, TabList, TabPanel, Tabs } from '@backstage/ui';
import { RiCalendarCheckLine } from '@remixicon/react';
import { ReactNode, useMemo } from 'react';
import { useBookingDrawer } from '../../hooks/useBookingDrawer';
import { BookingFilter, useBookings } from '../../hooks/useBookings';
import { EmptyState, LoadMore, useSearchParam } from '@callboard/frontend-kit';
import { useMe } from '../../hooks/useMe';
import { useSite } from '../../hooks/useSite';
import { useTranslation } from '../../hooks/useTranslation';
import { ErrorPanel } from '../common/ErrorPanel';
import { ReservationsPage } from '../common/ReservationsPage';
import { RowsSkeleton } from '../common/Skeletons';
import { MyWaitlist } from '../waitlist/MyWaitlist';
import { SeriesRows } from '../series/SeriesRows';
import { SettingsLink } from './SettingsLink';
import { useWhose, Whose, WhoseSwitch } from './Whose';
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
const MOST_COUNTED = 50;

const EMPTY = {
  me: 'mine.empty',
  'taking-part': 'mine.emptyPart',
  team: 'mine.emptyTeam',
} as const;

export function MyBookingsPage() {
  return (
    <ReservationsPage>
      <MyBookings />
    </ReservationsPage>
  );
}

function useSection(
  section: Section,
  whose: Pick<BookingFilter, 'owner' | 'participant'>,
) {
  const { siteRef } = useSite();
  const filter = useMemo(
    (): BookingFilter => ({
      ...whose,
      site: siteRef ? [siteRef] : undefined,
      status: STATUSES[section],
      order: section === 'past' ? 'desc' : 'asc',
      limit: MOST_COUNTED,
    }),
    [section, siteRef, whose],
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
  const { whose, filter, choices, chooseWhose } = useWhose();
  const queries: Record<Section, SectionQuery> = {
    current: useSection('current', filter),
    upcoming: useSection('upcoming', filter),
    past: useSection('past', filter),
  };
  const nothingRuns = loaded(queries.current)?.length === 0;
  const section =
    SECTIONS.find(name => name === chosen) ??
    (nothingRuns ? 'upcoming' : 'current');
  const { data: me } = useMe();
  return (
    <>
      {whose === 'me' && <MyWaitlist me={me} />}
      <div className={styles.head}>
        <WhoseSwitch whose={whose} choices={choices} onChange={chooseWhose} />
        <SettingsLink />
      </div>
      <Tabs
        selectedKey={section}
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
        </TabList>
        {SECTIONS.map(name => (
          <TabPanel key={name} id={name}>
            <div className={styles.panel}>
              <SectionList section={name} whose={whose} query={queries[name]} />
            </div>
          </TabPanel>
        ))}
      </Tabs>
    </>
  );
}

function SectionList(props: {
  section: Section;
  whose: Whose;
  query: SectionQuery;
}) {
  const { section, whose, query } = props;
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
        title={t(`${EMPTY[whose]}.${section}`)}
        description={
          whose === 'taking-part'
            ? t('mine.emptyPartHint')
            : t(`mine.emptyHint.${section}`)
        }
        action={
          whose === 'taking-part' ? undefined : (
            <Button variant="secondary" onPress={() => openForm()}>
              {t('mine.book')}
            </Button>
          )
        }
      />
    );
  }
  return (
    <More query={query}>
      <ul className={styles.list}>
        <SeriesRows bookings={bookings} me={me} />
      </ul>
    </More>
  );
}

function More(props: { query: SectionQuery; children: ReactNode }) {
  const { query, children } = props;
  return (
    <>
      {children}
      <LoadMore query={query} />
    </>
  );
}
