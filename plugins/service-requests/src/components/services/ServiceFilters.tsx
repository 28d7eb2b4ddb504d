import { Button, Checkbox, SearchField, Select } from '@backstage/ui';
import { useTyped } from '@callboard/frontend-kit';
import { useTranslation } from '../../hooks/useTranslation';
import { isNarrowed, type ServiceFilter } from '../../lib/serviceFilter';
import { SERVICE_STATUSES } from '../../lib/serviceStatus';
import { EnvironmentSelect, OwnerSelect, RegionSelect } from './PlaceSelects';
import styles from './ServiceFilters.module.css';

const ANY = 'any';

/** What narrows the list of services. */
export function ServiceFilters(props: {
  filter: ServiceFilter;
  onChange: (
    changes: Partial<ServiceFilter>,
    options?: { replace?: boolean },
  ) => void;
  onClear: () => void;
}) {
  const { filter, onChange, onClear } = props;
  const { t } = useTranslation();
  const [text, setText] = useTyped(filter.q ?? '', q =>
    onChange({ q: q || undefined }, { replace: true }),
  );
  return (
    <div
      className={styles.filters}
      role="group"
      aria-label={t('services.filter.label')}
    >
      <SearchField
        className={styles.search}
        aria-label={t('services.filter.search')}
        placeholder={t('services.filter.search')}
        value={text}
        onChange={setText}
      />
      <StatusSelect
        status={filter.status}
        onChange={status => onChange({ status })}
      />
      <EnvironmentSelect
        className={styles.select}
        value={filter.environment}
        onChange={environment => onChange({ environment })}
      />
      <RegionSelect
        className={styles.select}
        value={filter.region}
        onChange={region => onChange({ region })}
      />
      <OwnerSelect
        className={styles.select}
        value={filter.owner}
        onChange={owner => onChange({ owner })}
      />
      <Toggles filter={filter} onChange={onChange} />
      {isNarrowed(filter) && (
        <Button variant="tertiary" onPress={onClear}>
          {t('common.clearFilters')}
        </Button>
      )}
    </div>
  );
}

function Toggles(props: {
  filter: ServiceFilter;
  onChange: (changes: Partial<ServiceFilter>) => void;
}) {
  const { filter, onChange } = props;
  const { t } = useTranslation();
  return (
    <div className={styles.toggles}>
      {(['drifted', 'expiring', 'removed'] as const).map(name => (
        <Checkbox
          key={name}
          isSelected={filter[name]}
          onChange={isSelected => onChange({ [name]: isSelected })}
        >
          {t(`services.filter.${name}`)}
        </Checkbox>
      ))}
    </div>
  );
}

function StatusSelect(props: {
  status: ServiceFilter['status'];
  onChange: (status: ServiceFilter['status']) => void;
}) {
  const { t } = useTranslation();
  const choices = ['unwell', ...SERVICE_STATUSES] as const;
  return (
    <Select
      className={styles.select}
      aria-label={t('services.filter.status')}
      selectionMode="single"
      options={[
        { id: ANY, label: t('services.filter.anyStatus') },
        ...choices.map(id => ({
          id,
          label:
            id === 'unwell'
              ? t('services.filter.unwell')
              : t(`serviceStatus.${id}`),
        })),
      ]}
      value={props.status ?? ANY}
      onChange={key => props.onChange(choices.find(id => id === key))}
    />
  );
}
