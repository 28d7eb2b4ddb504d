import { Button, SearchField, Select } from '@backstage/ui';
import { RiCloseLine } from '@remixicon/react';
import { useMemo } from 'react';
import { EntityName, useTyped, useWords } from '@callboard/frontend-kit';
import { useEndpoints } from '../../hooks/useEndpoints';
import { useEventTypes } from '../../hooks/useEventTypes';
import { useTranslation } from '../../hooks/useTranslation';
import {
  DeliveryFilter,
  isNarrowed,
  Range,
  RANGES,
} from '../../lib/deliveryFilter';
import { groupEventTypes } from '../../lib/eventGroups';
import { useGroupTitle } from '../catalogue/useGroupTitle';
import styles from './LogFilters.module.css';

const ANY = 'any';

/** What narrows the log: words, endpoint, events and time. */
export function LogFilters(props: {
  filter: DeliveryFilter;
  onChange: (changes: Partial<DeliveryFilter>) => void;
  onClear: () => void;
}) {
  const { filter, onChange, onClear } = props;
  const { t } = useTranslation();
  const [text, setText] = useTyped(filter.q ?? '', q =>
    onChange({ q: q || undefined }),
  );
  return (
    <div
      className={styles.filters}
      role="group"
      aria-label={t('log.filter.label')}
    >
      <SearchField
        className={styles.search}
        aria-label={t('log.filter.search')}
        placeholder={t('log.filter.searchHint')}
        value={text}
        onChange={setText}
      />
      <EndpointChoice
        endpoint={filter.endpoint}
        onChange={endpoint => onChange({ endpoint })}
      />
      <TypeChoice
        types={filter.types}
        onChange={types => onChange({ types })}
      />
      <RangeChoice
        range={filter.range}
        onChange={range => onChange({ range })}
      />
      {filter.entity && (
        <Chip
          name={t('log.filter.entity')}
          onRemove={() => onChange({ entity: undefined })}
        >
          <EntityName entityRef={filter.entity} />
        </Chip>
      )}
      {filter.event && (
        <Chip
          name={t('log.filter.event')}
          onRemove={() => onChange({ event: undefined })}
        >
          <code title={filter.event}>{filter.event.slice(0, 8)}…</code>
        </Chip>
      )}
      {isNarrowed(filter) && (
        <Button variant="tertiary" onPress={onClear}>
          {t('log.clear')}
        </Button>
      )}
    </div>
  );
}

function EndpointChoice(props: {
  endpoint: string | undefined;
  onChange: (id: string | undefined) => void;
}) {
  const { endpoint, onChange } = props;
  const { t } = useTranslation();
  const word = useWords();
  const { data: endpoints } = useEndpoints();
  const options = useMemo(() => {
    const labels = new Map<string, string>([
      [ANY, t('log.filter.anyEndpoint')],
    ]);
    for (const { id, title } of endpoints ?? []) labels.set(id, title);
    if (endpoint && !labels.has(endpoint)) {
      labels.set(endpoint, t('log.filter.deletedEndpoint'));
    }
    return [...labels].map(([id, label]) => ({ id, label }));
  }, [endpoint, endpoints, t]);
  return (
    <Select
      className={styles.select}
      aria-label={t('log.filter.endpoint')}
      selectionMode="single"
      search={{ placeholder: word('action.search') }}
      options={options}
      value={endpoint ?? ANY}
      onChange={key =>
        onChange(key === null || key === ANY ? undefined : String(key))
      }
    />
  );
}

function TypeChoice(props: {
  types: string[];
  onChange: (types: string[]) => void;
}) {
  const { types, onChange } = props;
  const { t } = useTranslation();
  const word = useWords();
  const groupTitle = useGroupTitle();
  const { data = [] } = useEventTypes();
  const options = useMemo(() => {
    const unknown = types.filter(type => !data.some(e => e.type === type));
    const all = [...data, ...unknown.map(type => ({ type }))];
    return groupEventTypes(all).map(({ name, types: members }) => ({
      title: groupTitle(name),
      options: members.map(({ type }) => ({ id: type, label: type })),
    }));
  }, [data, types, groupTitle]);
  return (
    <Select
      className={styles.select}
      aria-label={t('log.filter.types')}
      placeholder={t('log.filter.anyType')}
      selectionMode="multiple"
      search={{ placeholder: word('action.search') }}
      options={options}
      value={types}
      onChange={keys => onChange(keys.map(String))}
    />
  );
}

function RangeChoice(props: {
  range: Range | undefined;
  onChange: (range: Range | undefined) => void;
}) {
  const { range, onChange } = props;
  const { t } = useTranslation();
  const ranges = Object.keys(RANGES) as Range[];
  return (
    <Select
      className={styles.narrow}
      aria-label={t('log.filter.range')}
      selectionMode="single"
      options={[
        { id: ANY, label: t('log.range.any') },
        ...ranges.map(name => ({ id: name, label: t(`log.range.${name}`) })),
      ]}
      value={range ?? ANY}
      onChange={key => onChange(ranges.find(name => name === key))}
    />
  );
}

function Chip(props: {
  name: string;
  children: JSX.Element;
  onRemove: () => void;
}) {
  const { t } = useTranslation();
  return (
    <span className={styles.chip}>
      {props.name}: {props.children}
      <button
        type="button"
        aria-label={t('log.filter.remove', { name: props.name })}
        onClick={props.onRemove}
      >
        <RiCloseLine aria-hidden size={16} />
      </button>
    </span>
  );
}
