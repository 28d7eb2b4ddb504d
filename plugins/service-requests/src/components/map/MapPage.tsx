import { Button } from '@backstage/ui';
import {
  EmptyState,
  ErrorPanel,
  Notice,
  RowsSkeleton,
  useSearchParam,
  useSetSearchParams,
} from '@callboard/frontend-kit';
import { RiNodeTree } from '@remixicon/react';
import { useMemo } from 'react';
import { useOptions } from '../../hooks/useOptions';
import { useServiceMap } from '../../hooks/useServiceMap';
import { useTranslation } from '../../hooks/useTranslation';
import { makeMap, type ServiceMap } from '../../lib/serviceMap';
import { ServiceRequestsPage } from '../common/ServiceRequestsPage';
import { EnvironmentSelect, OwnerSelect } from '../services/PlaceSelects';
import { MapGraph } from './MapGraph';
import { MapList } from './MapList';
import styles from './MapPage.module.css';

/** More than this nobody reads in one picture. */
const MOST_IN_A_PICTURE = 150;

/** Applications and the services that they need. */
export function MapPage() {
  return (
    <ServiceRequestsPage>
      <FilteredMap />
    </ServiceRequestsPage>
  );
}

function FilteredMap() {
  const { t } = useTranslation();
  const [environment, setEnvironment] = useSearchParam('environment');
  const [owner, setOwner] = useSearchParam('owner');
  const setParams = useSetSearchParams();
  const { data, error, refetch } = useServiceMap();
  const { data: options } = useOptions();
  const map = useMemo(
    () =>
      data &&
      withTitles(
        makeMap(data.services, data.applications, { environment, owner }),
        options?.environments,
      ),
    [data, environment, owner, options],
  );
  if (!map) {
    return error ? (
      <ErrorPanel title={t('map.notLoaded')} error={error} onRetry={refetch} />
    ) : (
      <RowsSkeleton rows={1} height={360} />
    );
  }
  if (data?.services.length === 0) {
    return (
      <EmptyState
        icon={<RiNodeTree />}
        title={t('map.empty.title')}
        description={t('map.empty.text')}
      />
    );
  }
  return (
    <>
      <div
        className={styles.filters}
        role="group"
        aria-label={t('map.filter.label')}
      >
        <EnvironmentSelect
          className={styles.select}
          value={environment}
          onChange={value => setEnvironment(value)}
        />
        <OwnerSelect
          className={styles.select}
          value={owner}
          onChange={value => setOwner(value)}
        />
        {(environment || owner) && (
          <Button
            variant="tertiary"
            onPress={() =>
              setParams({ environment: undefined, owner: undefined })
            }
          >
            {t('common.clearFilters')}
          </Button>
        )}
      </div>
      {map.nodes.length === 0 ? (
        <EmptyState title={t('map.noneFound')} />
      ) : (
        <>
          <Picture map={map} />
          <MapList map={map} />
        </>
      )}
    </>
  );
}

function Picture({ map }: { map: ServiceMap }) {
  const { t } = useTranslation();
  if (map.nodes.length > MOST_IN_A_PICTURE) {
    return (
      <Notice
        status="warning"
        title={t('page.map')}
        description={t('map.tooMany', { amount: String(map.nodes.length) })}
      />
    );
  }
  return <MapGraph map={map} />;
}

/** Environments by their titles, as everywhere else. */
function withTitles(
  map: ServiceMap,
  environments: readonly { name: string; title: string }[] = [],
): ServiceMap {
  const titles = new Map(environments.map(({ name, title }) => [name, title]));
  return {
    ...map,
    nodes: map.nodes.map(node => ({
      ...node,
      environment: titles.get(node.environment ?? '') ?? node.environment,
    })),
  };
}
