import {
  SearchField,
  Select,
  Switch,
  ToggleButton,
  ToggleButtonGroup,
} from '@backstage/ui';
import { useTranslation } from '../../hooks/useTranslation';
import styles from './ExploreToolbar.module.css';
import { EXPLORE_VIEWS, ExploreFilters, ExploreView } from './exploreFilters';
import type { InventoryTitles } from './useInventoryTitles';

const ALL = 'all';
const STATUSES = ['active', 'maintenance', 'unavailable'] as const;

type Change = (
  changes: Partial<ExploreFilters>,
  options?: { replace?: boolean },
) => void;

export function ExploreToolbar(props: {
  filters: ExploreFilters;
  titles: InventoryTitles;
  onChange: Change;
}) {
  const { filters, titles, onChange } = props;
  const { t } = useTranslation();
  return (
    <div className={styles.toolbar} role="search">
      <SearchField
        aria-label={t('explore.search')}
        placeholder={t('explore.searchHint')}
        className={styles.search}
        size="small"
        value={filters.q}
        onChange={q => onChange({ q }, { replace: true })}
      />
      <Select
        aria-label={t('explore.type')}
        className={styles.select}
        options={[
          { id: ALL, label: t('explore.allTypes') },
          ...titles.types.map(type => ({ id: type.name, label: type.title })),
        ]}
        value={filters.type ?? ALL}
        onChange={key =>
          onChange({ type: key === ALL ? undefined : String(key) })
        }
      />
      <Select
        aria-label={t('explore.status')}
        className={styles.select}
        options={[
          { id: ALL, label: t('explore.allStatuses') },
          ...STATUSES.map(status => ({
            id: status,
            label: t(`common.resourceStatus.${status}`),
          })),
        ]}
        value={filters.status ?? ALL}
        onChange={key =>
          onChange({ status: STATUSES.find(status => status === key) })
        }
      />
      <Switch
        label={t('explore.freeNow')}
        isSelected={filters.freeNow}
        onChange={freeNow => onChange({ freeNow })}
      />
      <ToggleButtonGroup
        aria-label={t('explore.view')}
        className={styles.views}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[filters.view]}
        onSelectionChange={keys =>
          onChange({ view: [...keys][0] as ExploreView })
        }
      >
        {EXPLORE_VIEWS.map(view => (
          <ToggleButton key={view} id={view} size="small">
            {t(`explore.view.${view}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </div>
  );
}
