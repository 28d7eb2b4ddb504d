import { Button, Checkbox, SearchField, Text } from '@backstage/ui';
import type { EventType } from '@callboard/backstage-plugin-webhooks-common';
import {
  ErrorPanel,
  FieldProblem,
  RowsSkeleton,
} from '@callboard/frontend-kit';
import { useId, useMemo, useState } from 'react';
import { useEventTypes } from '../../hooks/useEventTypes';
import { useTranslation } from '../../hooks/useTranslation';
import { groupEventTypes, searchEventTypes } from '../../lib/eventGroups';
import { useGroupTitle } from '../catalogue/useGroupTitle';
import styles from './EventPicker.module.css';

type Known = Pick<EventType, 'type' | 'title' | 'description'>;

/** Which events: several, by group, found by a word. */
export function EventPicker(props: {
  value: string[];
  problem: string | undefined;
  isDisabled?: boolean;
  onChange: (types: string[]) => void;
}) {
  const { value, problem, isDisabled, onChange } = props;
  const { t } = useTranslation();
  const groupTitle = useGroupTitle();
  const [q, setQ] = useState('');
  const { data, error, refetch } = useEventTypes();
  const id = useId();

  const groups = useMemo(() => {
    const known: Known[] = data ?? [];
    // Chosen, but announced by no plugin that is there now.
    const gone = value
      .filter(type => !known.some(candidate => candidate.type === type))
      .map(type => ({ type, title: type, description: '' }));
    return groupEventTypes(searchEventTypes([...known, ...gone], q));
  }, [data, q, value]);

  const toggle = (types: string[], isOn: boolean) => {
    const rest = value.filter(type => !types.includes(type));
    onChange(isOn ? [...rest, ...types] : rest);
  };

  return (
    <div className={styles.picker} role="group" aria-labelledby={id}>
      <div className={styles.head}>
        <Text id={id} variant="body-medium" weight="bold">
          {t('form.events')}
        </Text>
        <Text variant="body-small" color="secondary" aria-live="polite">
          {t('form.eventsChosen', { count: value.length })}
        </Text>
        {value.length > 0 && !isDisabled && (
          <Button size="small" variant="tertiary" onPress={() => onChange([])}>
            {t('form.eventsNone')}
          </Button>
        )}
      </div>
      <SearchField
        size="small"
        aria-label={t('form.eventsSearch')}
        placeholder={t('form.eventsSearch')}
        value={q}
        onChange={setQ}
      />
      {error && (
        <ErrorPanel
          title={t('events.notLoaded')}
          error={error}
          onRetry={refetch}
        />
      )}
      {!data && !error && <RowsSkeleton rows={4} height={28} />}
      <div className={styles.groups}>
        {data && groups.length === 0 && (
          <p className={styles.none}>
            {t(q ? 'events.noneFound' : 'events.empty.title')}
          </p>
        )}
        {groups.map(group => (
          <Group
            key={group.name}
            title={groupTitle(group.name)}
            types={group.types}
            value={value}
            isDisabled={isDisabled}
            onToggle={toggle}
          />
        ))}
      </div>
      <FieldProblem problem={problem} />
    </div>
  );
}

function Group(props: {
  title: string;
  types: Known[];
  value: string[];
  isDisabled: boolean | undefined;
  onToggle: (types: string[], isOn: boolean) => void;
}) {
  const { title, types, value, isDisabled, onToggle } = props;
  const names = types.map(({ type }) => type);
  const chosen = names.filter(name => value.includes(name)).length;
  return (
    <div className={styles.group} role="group" aria-label={title}>
      <Checkbox
        className={styles.all}
        isDisabled={isDisabled}
        isSelected={chosen === names.length}
        isIndeterminate={chosen > 0 && chosen < names.length}
        onChange={isOn => onToggle(names, isOn)}
      >
        {title}
      </Checkbox>
      {types.map(({ type, title: name, description }) => (
        <div key={type} className={styles.type} title={description}>
          <Checkbox
            isDisabled={isDisabled}
            isSelected={value.includes(type)}
            onChange={isOn => onToggle([type], isOn)}
          >
            <span className={styles.name}>
              {name}
              {name !== type && <code>{type}</code>}
            </span>
          </Checkbox>
        </div>
      ))}
    </div>
  );
}
