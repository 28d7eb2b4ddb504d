import { Button, SearchField, Select, Switch } from '@backstage/ui';
import { useTyped } from '@callboard/frontend-kit';
import { useOfferings } from '../../hooks/useOfferings';
import { useOptions } from '../../hooks/useOptions';
import { useTranslation } from '../../hooks/useTranslation';
import { isNarrowed, type RequestFilter } from '../../lib/requestFilter';
import {
  isStatusGroup,
  STATUS_GROUPS,
  type StatusGroup,
} from '../../lib/requestState';
import styles from './RequestList.module.css';

const ANY = 'any';

/** What narrows the list: words, state, environment, what it is, whose. */
export function RequestFilters(props: {
  filter: RequestFilter;
  onChange: (changes: Partial<RequestFilter>) => void;
  onClear: () => void;
}) {
  const { filter, onChange, onClear } = props;
  const { t } = useTranslation();
  const { data: options } = useOptions();
  const { data: offerings } = useOfferings();
  const [text, setText] = useTyped(filter.q ?? '', q =>
    onChange({ q: q || undefined }),
  );
  return (
    <div
      className={styles.filters}
      role="group"
      aria-label={t('requests.filters')}
    >
      <SearchField
        className={styles.search}
        aria-label={t('requests.search')}
        placeholder={t('requests.search')}
        value={text}
        onChange={setText}
      />
      <Choice
        label={t('requests.status')}
        any={t('requests.anyStatus')}
        value={filter.status}
        options={(Object.keys(STATUS_GROUPS) as StatusGroup[]).map(name => ({
          id: name,
          label: t(`requests.group.${name}`),
        }))}
        onChange={status =>
          onChange({ status: isStatusGroup(status) ? status : undefined })
        }
      />
      <Choice
        label={t('form.environment')}
        any={t('requests.anyEnvironment')}
        value={filter.environment}
        options={(options?.environments ?? []).map(({ name, title }) => ({
          id: name,
          label: title,
        }))}
        onChange={environment =>
          onChange({ environment: environment ?? undefined })
        }
      />
      <Choice
        label={t('requests.offering')}
        any={t('requests.anyOffering')}
        value={filter.offering}
        options={(offerings ?? []).map(({ name, title }) => ({
          id: name,
          label: title,
        }))}
        onChange={offering => onChange({ offering: offering ?? undefined })}
      />
      <Switch
        label={t('requests.all')}
        isSelected={filter.all ?? false}
        onChange={all => onChange({ all: all || undefined })}
      />
      {isNarrowed(filter) && (
        <Button variant="tertiary" onPress={onClear}>
          {t('common.clearFilters')}
        </Button>
      )}
    </div>
  );
}

/** One of several, or any. */
export function Choice(props: {
  label: string;
  any: string;
  value: string | undefined;
  options: { id: string; label: string }[];
  onChange: (value: string | null) => void;
}) {
  const { label, any, value, options, onChange } = props;
  return (
    <Select
      className={styles.select}
      aria-label={label}
      selectionMode="single"
      options={[{ id: ANY, label: any }, ...options]}
      value={value ?? ANY}
      onChange={key =>
        onChange(key === null || key === ANY ? null : String(key))
      }
    />
  );
}
