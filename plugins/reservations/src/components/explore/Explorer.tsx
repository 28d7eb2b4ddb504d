import { Button, Text } from '@backstage/ui';
import { useMediaQuery } from '@material-ui/core';
import { RiSearchLine, RiStackLine } from '@remixicon/react';
import { useMemo, useState } from 'react';
import { useBookingDrawer } from '../../hooks/useBookingDrawer';
import { useResources } from '../../hooks/useInventory';
import { useSite } from '../../hooks/useSite';
import { useTranslation } from '../../hooks/useTranslation';
import { EmptyState } from '@callboard/frontend-kit';
import { ErrorPanel } from '../common/ErrorPanel';
import { RowsSkeleton } from '../common/Skeletons';
import { ExploreFilters, isFiltered, passes } from './exploreFilters';
import { ExploreToolbar } from './ExploreToolbar';
import { ExploreTree } from './ExploreTree';
import styles from './Explorer.module.css';
import { ResourceCards, ResourceListProps } from './ResourceCards';
import { ResourceDetails } from './ResourceDetails';
import { ResourceTable } from './ResourceTable';
import { withAncestors } from './resourceTree';
import { useAvailabilityNow } from './useAvailabilityNow';
import { useExploreFilters } from './useExploreFilters';
import { useInventoryTitles } from './useInventoryTitles';

const STEP = 100;

/** What there is to book, narrowed by filters that combine. */
export function Explorer() {
  const { t } = useTranslation();
  const { siteRef } = useSite();
  const { filters, change } = useExploreFilters();
  const titles = useInventoryTitles();
  const query = useResources({ site: siteRef });
  const availability = useAvailabilityNow(siteRef);
  const drawer = useBookingDrawer();

  const all = useMemo(
    () =>
      [...(query.data ?? [])].sort((a, b) =>
        a.title.localeCompare(b.title, undefined, { numeric: true }),
      ),
    [query.data],
  );
  const matches = useMemo(() => {
    const free = [...availability.byRef]
      .filter(([, now]) => now.state === 'free')
      .map(([ref]) => ref);
    const freeNow = availability.isComplete ? new Set(free) : undefined;
    return all.filter(resource => passes(resource, filters, freeNow));
  }, [all, filters, availability]);

  const waitsForFree =
    filters.freeNow && !availability.isComplete && !availability.isError;
  const clear = () =>
    change({ q: '', type: undefined, status: undefined, freeNow: false });
  const open = (details: string) => change({ details });

  return (
    <div className={styles.explorer}>
      <ExploreToolbar filters={filters} titles={titles} onChange={change} />
      {query.isError && !query.data && (
        <ErrorPanel
          title={t('common.error.load', { what: t('explore.what') })}
          error={query.error}
          onRetry={query.refetch}
        />
      )}
      {(query.isPending || waitsForFree) && <RowsSkeleton rows={6} />}
      {query.data && !waitsForFree && (
        <>
          <div className={styles.count} role="status">
            <Text variant="body-small" color="secondary">
              {matches.length === all.length
                ? t('explore.count', { count: all.length })
                : t('explore.countFiltered', {
                    shown: String(matches.length),
                    total: String(all.length),
                  })}
            </Text>
            {isFiltered(filters) && (
              <Button size="small" variant="tertiary" onPress={clear}>
                {t('explore.clearFilters')}
              </Button>
            )}
          </div>
          {matches.length === 0 ? (
            <Nothing any={all.length > 0} onClear={clear} />
          ) : (
            <Found
              filters={filters}
              resources={matches}
              all={all}
              titles={titles}
              availability={availability.byRef}
              oneSite={Boolean(siteRef)}
              onOpen={resource => open(resource.entityRef)}
            />
          )}
        </>
      )}
      {filters.details && drawer.state.kind === 'closed' && (
        <ResourceDetails
          resourceRef={filters.details}
          titles={titles}
          onOpen={open}
          onClose={() => change({ details: undefined })}
        />
      )}
    </div>
  );
}

function Nothing(props: { any: boolean; onClear: () => void }) {
  const { t } = useTranslation();
  return props.any ? (
    <EmptyState
      icon={<RiSearchLine />}
      title={t('explore.nothing.title')}
      description={t('explore.nothing.text')}
      action={
        <Button variant="secondary" onPress={props.onClear}>
          {t('explore.clearFilters')}
        </Button>
      }
    />
  ) : (
    <EmptyState
      icon={<RiStackLine />}
      title={t('explore.empty.title')}
      description={t('explore.empty.text')}
    />
  );
}

function Found(props: ResourceListProps & { filters: ExploreFilters }) {
  const { filters, ...list } = props;
  const { t } = useTranslation();
  const [shown, setShown] = useState(STEP);
  // Tables become cards on a small screen.
  const isSmall = useMediaQuery('(max-width: 700px)');
  const { resources, all } = list;

  if (filters.view === 'tree') {
    const matches = new Set(resources.map(r => r.entityRef));
    return (
      <ExploreTree
        {...list}
        matches={matches}
        resources={withAncestors(all, r => matches.has(r.entityRef))}
      />
    );
  }
  const View =
    filters.view === 'table' && !isSmall ? ResourceTable : ResourceCards;
  return (
    <>
      <View {...list} resources={resources.slice(0, shown)} />
      {resources.length > shown && (
        <Button variant="secondary" onPress={() => setShown(shown + STEP)}>
          {t('explore.showMore')}
        </Button>
      )}
    </>
  );
}
