import { Button, SearchField, Select } from '@backstage/ui';
import { RIGHT_ROLES } from '@callboard/backstage-plugin-audit-log-common';
import {
  EmptyState,
  LoadMore,
  RowsSkeleton,
  useTyped,
} from '@callboard/frontend-kit';
import {
  useAccessRights,
  useRightFilter,
  useRightsExport,
} from '../../hooks/useAccessReview';
import { useSites } from '../../hooks/useInventory';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { nameIn } from '../../lib/refs';
import { isRightNarrowed, RightFilter } from '../../lib/rightFilter';
import { Chip } from '../common/Chip';
import { ErrorPanel } from '../common/ErrorPanel';
import { ExportBar } from '../common/ExportBar';
import filterStyles from '../common/Filters.module.css';
import { OneOf } from '../common/OneOf';
import styles from './AccessReviewPage.module.css';
import { PrincipalChoice } from './PrincipalChoice';
import { RightList } from './RightList';

/** One row for each right that somebody has. */
export function RightsView() {
  const { t } = useTranslation();
  const format = useTimeFormat();
  const { filter, change, clear } = useRightFilter();
  const query = useAccessRights(filter);
  const exporting = useRightsExport(filter);
  const first = query.data?.pages[0];
  return (
    <>
      <Filters filter={filter} onChange={change} onClear={clear} />
      <div className={styles.bar}>
        <span>
          {first &&
            t('access.asOf', {
              count: first.total,
              when: format.at(first.asOf),
            })}
        </span>
        <ExportBar
          {...exporting}
          choices={[{ format: 'csv', label: t('access.csv') }]}
        />
      </div>
      <Rights
        query={query}
        isNarrowed={isRightNarrowed(filter)}
        onThrough={through => change({ through })}
        onClear={clear}
      />
    </>
  );
}

function Rights(props: {
  query: ReturnType<typeof useAccessRights>;
  isNarrowed: boolean;
  onThrough: (ref: string) => void;
  onClear: () => void;
}) {
  const { query, isNarrowed, onThrough, onClear } = props;
  const { t } = useTranslation();
  const rights = query.data?.pages.flatMap(page => page.items);
  if (query.error) {
    return (
      <ErrorPanel
        title={t('access.notLoaded')}
        error={query.error}
        onRetry={query.refetch}
      />
    );
  }
  if (!rights) {
    return <RowsSkeleton rows={10} height={38} />;
  }
  if (rights.length === 0) {
    return isNarrowed ? (
      <EmptyState
        title={t('access.empty.narrowed')}
        action={
          <Button variant="secondary" onPress={onClear}>
            {t('log.clear')}
          </Button>
        }
      />
    ) : (
      <EmptyState
        title={t('access.empty.title')}
        description={t('access.empty.text')}
      />
    );
  }
  return (
    <>
      <RightList rights={rights} onThrough={onThrough} />
      {query.hasNextPage && (
        <div>
          <LoadMore query={query} />
        </div>
      )}
    </>
  );
}

function Filters(props: {
  filter: RightFilter;
  onChange: (changes: Partial<RightFilter>) => void;
  onClear: () => void;
}) {
  const { filter, onChange, onClear } = props;
  const { t } = useTranslation();
  const { data: sites = [] } = useSites();
  const [text, setText] = useTyped(filter.q ?? '', q =>
    onChange({ q: q || undefined }),
  );
  return (
    <div
      className={filterStyles.filters}
      role="group"
      aria-label={t('access.filter.label')}
    >
      <SearchField
        className={filterStyles.search}
        aria-label={t('access.filter.search')}
        placeholder={t('access.filter.searchHint')}
        value={text}
        onChange={setText}
      />
      <PrincipalChoice
        principal={filter.principal}
        onChange={principal => onChange({ principal })}
      />
      <Select
        className={filterStyles.select}
        aria-label={t('access.filter.roles')}
        placeholder={t('access.filter.anyRole')}
        selectionMode="multiple"
        options={RIGHT_ROLES.map(id => ({ id, label: t(`access.role.${id}`) }))}
        value={filter.roles}
        onChange={keys =>
          onChange({ roles: RIGHT_ROLES.filter(id => keys.includes(id)) })
        }
      />
      <OneOf
        name={t('access.filter.site')}
        any={t('access.filter.anySite')}
        search
        choices={sites.map(({ entityRef, title }) => ({
          id: entityRef,
          label: title,
        }))}
        value={filter.site}
        onChange={site => onChange({ site })}
      />
      {filter.through && (
        <Chip
          name={t('access.filter.through')}
          onRemove={() => onChange({ through: undefined })}
        >
          <span title={filter.through}>{nameIn(filter.through)}</span>
        </Chip>
      )}
      {isRightNarrowed(filter) && (
        <Button variant="tertiary" onPress={onClear}>
          {t('log.clear')}
        </Button>
      )}
    </div>
  );
}
