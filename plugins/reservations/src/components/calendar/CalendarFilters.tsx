import type { CalendarBooking } from '@callboard/backstage-plugin-reservations-common';
import { Button, SearchField, Select, Switch } from '@backstage/ui';
import { RiFilter3Line } from '@remixicon/react';
import { RefObject, useMemo, useRef, useState } from 'react';
import {
  useResources,
  useResourceTypes,
  useSites,
} from '../../hooks/useInventory';
import { useSite } from '../../hooks/useSite';
import { useTranslation } from '../../hooks/useTranslation';
import styles from './CalendarFilters.module.css';
import type { CalendarControls } from './useCalendarState';

/** What narrows the calendar; on a small screen folded behind one button. */
export function CalendarFilters(props: {
  calendar: CalendarControls;
  bookings: CalendarBooking[] | undefined;
  searchRef: RefObject<HTMLInputElement>;
}) {
  const { calendar, bookings, searchRef } = props;
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const { types, resources, owners, mine, search } = calendar.state;
  const active =
    types.length +
    resources.length +
    owners.length +
    (mine ? 1 : 0) +
    (search ? 1 : 0);
  return (
    <>
      <span className={styles.opener}>
        <Button
          variant="secondary"
          iconStart={<RiFilter3Line />}
          aria-expanded={isOpen}
          onPress={() => setOpen(!isOpen)}
        >
          {active > 0
            ? t('calendar.filtersActive', { active: String(active) })
            : t('calendar.filters')}
        </Button>
      </span>
      <div
        className={styles.filters}
        data-open={isOpen}
        role="group"
        aria-label={t('calendar.filters')}
      >
        <div className={styles.search}>
          <SearchField
            ref={element => {
              (searchRef as { current: HTMLInputElement | null }).current =
                element?.querySelector('input') ?? null;
            }}
            size="small"
            aria-label={t('calendar.search')}
            placeholder={t('calendar.search')}
            value={search}
            onChange={calendar.setSearch}
          />
        </div>
        <TypeFilter calendar={calendar} />
        <ResourceFilter calendar={calendar} />
        <OwnerFilter calendar={calendar} bookings={bookings} />
        <Switch
          label={t('calendar.mine')}
          isSelected={mine}
          onChange={calendar.setMine}
        />
        {active > 0 && (
          <Button
            size="small"
            variant="tertiary"
            onPress={calendar.clearFilters}
          >
            {t('calendar.clearFilters')}
          </Button>
        )}
      </div>
    </>
  );
}

function TypeFilter({ calendar }: { calendar: CalendarControls }) {
  const { t } = useTranslation();
  const { siteRef } = useSite();
  const { data: types = [] } = useResourceTypes({ site: siteRef });
  return (
    <Select
      className={styles.select}
      aria-label={t('calendar.type')}
      placeholder={t('calendar.anyType')}
      selectionMode="multiple"
      options={types.map(({ name, title }) => ({ id: name, label: title }))}
      value={calendar.state.types}
      onChange={keys => calendar.setTypes(keys.map(String))}
    />
  );
}

function ResourceFilter({ calendar }: { calendar: CalendarControls }) {
  const { t } = useTranslation();
  const { siteRef } = useSite();
  const { types } = calendar.state;
  const { data: resources = [] } = useResources();
  const { data: sites = [] } = useSites();
  const options = useMemo(
    () =>
      sites
        .filter(site => !siteRef || site.entityRef === siteRef)
        .map(site => ({
          title: site.title,
          options: resources
            .filter(
              ({ siteRef: at, type }) =>
                at === site.entityRef &&
                (types.length === 0 || types.includes(type)),
            )
            .map(({ entityRef, title }) => ({ id: entityRef, label: title })),
        }))
        .filter(section => section.options.length > 0),
    [resources, siteRef, sites, types],
  );
  return (
    <Select
      className={styles.select}
      aria-label={t('calendar.resource')}
      placeholder={t('calendar.anyResource')}
      selectionMode="multiple"
      search={{ placeholder: t('calendar.searchResource') }}
      options={options}
      value={calendar.state.resources}
      onChange={keys => calendar.setResources(keys.map(String))}
    />
  );
}

/** Whoever has been seen in the calendar so far; the server knows no list. */
function OwnerFilter(props: {
  calendar: CalendarControls;
  bookings: CalendarBooking[] | undefined;
}) {
  const { calendar, bookings } = props;
  const { t } = useTranslation();
  const seen = useRef(new Set<string>());
  const { owners } = calendar.state;
  const options = useMemo(() => {
    bookings?.forEach(booking => seen.current.add(booking.owner));
    owners.forEach(owner => seen.current.add(owner));
    return [...seen.current]
      .map(owner => ({ id: owner, label: owner.split('/').at(-1)! }))
      .sort((a, b) => a.label.localeCompare(b.label));
  }, [bookings, owners]);
  return (
    <Select
      className={styles.select}
      aria-label={t('calendar.owner')}
      placeholder={t('calendar.anyone')}
      selectionMode="multiple"
      search={{ placeholder: t('calendar.searchOwner') }}
      options={options}
      value={owners}
      onChange={keys => calendar.setOwners(keys.map(String))}
    />
  );
}
