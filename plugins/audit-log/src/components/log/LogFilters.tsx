import { useTyped, useWords } from '@callboard/frontend-kit';
import { Button, SearchField, Select, TextField } from '@backstage/ui';
import type { EntryKind } from '@callboard/backstage-plugin-audit-log-common';
import {
  ENTRY_KINDS,
  OUTCOMES,
} from '@callboard/backstage-plugin-audit-log-common';
import { useMemo, useState } from 'react';
import { useActions } from '../../hooks/useEntries';
import { useActionWords } from '../../hooks/useActionWords';
import { useSites } from '../../hooks/useInventory';
import { usePeople } from '../../hooks/usePeople';
import { useTranslation } from '../../hooks/useTranslation';
import { groupActions } from '../../lib/actionGroups';
import { EntryFilter, isNarrowed } from '../../lib/entryFilter';
import { Chip } from '../common/Chip';
import styles from '../common/Filters.module.css';
import { OneOf } from '../common/OneOf';
import { RangeChoice } from './RangeChoice';

const PLUGINS = ['reservations', 'webhooks', 'audit-log', 'auth', 'permission'];

type Change = (changes: Partial<EntryFilter>) => void;

/** What narrows the log; what is asked for less often is folded. */
export function LogFilters(props: {
  filter: EntryFilter;
  onChange: Change;
  onClear: () => void;
}) {
  const { filter, onChange, onClear } = props;
  const { t } = useTranslation();
  const needsMore = Boolean(filter.plugin || filter.kind || filter.subject);
  const [wantsMore, setWantsMore] = useState(false);
  const hasMore = wantsMore || needsMore;
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
      <RangeChoice times={filter} onChange={onChange} />
      <WhoAndWhat filter={filter} onChange={onChange} />
      {hasMore && <More filter={filter} onChange={onChange} />}
      {filter.correlation && (
        <Chip
          name={t('log.filter.correlation')}
          onRemove={() => onChange({ correlation: undefined })}
        >
          <code title={filter.correlation}>
            {filter.correlation.slice(0, 12)}
          </code>
        </Chip>
      )}
      {!needsMore && (
        <Button variant="tertiary" onPress={() => setWantsMore(!wantsMore)}>
          {t(wantsMore ? 'log.filter.fewer' : 'log.filter.more')}
        </Button>
      )}
      {isNarrowed(filter) && (
        <Button variant="tertiary" onPress={onClear}>
          {t('log.clear')}
        </Button>
      )}
    </div>
  );
}

function WhoAndWhat(props: { filter: EntryFilter; onChange: Change }) {
  const { filter, onChange } = props;
  const { t } = useTranslation();
  const { data: people = [] } = usePeople();
  const { data: sites = [] } = useSites();
  return (
    <>
      <OneOf
        name={t('log.filter.actor')}
        any={t('log.filter.anyActor')}
        search
        choices={[
          ...people.map(({ entityRef, title }) => ({
            id: entityRef,
            label: title,
          })),
          { id: 'system', label: t('actor.system') },
          { id: 'system:catalog', label: t('actor.catalog') },
        ]}
        value={filter.actor}
        onChange={actor => onChange({ actor })}
      />
      <ActionChoice
        chosen={filter.actions}
        onChange={actions => onChange({ actions })}
      />
      <OneOf
        name={t('log.filter.site')}
        any={t('log.filter.anySite')}
        search
        choices={sites.map(({ entityRef, title }) => ({
          id: entityRef,
          label: title,
        }))}
        value={filter.site}
        onChange={site => onChange({ site })}
      />
      <Select
        className={styles.select}
        aria-label={t('log.filter.outcome')}
        placeholder={t('log.filter.anyOutcome')}
        selectionMode="multiple"
        options={OUTCOMES.map(id => ({ id, label: t(`log.outcome.${id}`) }))}
        value={filter.outcomes}
        onChange={keys =>
          onChange({ outcomes: OUTCOMES.filter(id => keys.includes(id)) })
        }
      />
    </>
  );
}

/** Actions that are in the log, by what they are about, each group as a whole too. */
function ActionChoice(props: {
  chosen: string[];
  onChange: (actions: string[]) => void;
}) {
  const { chosen, onChange } = props;
  const { t } = useTranslation();
  const word = useWords();
  const { groupTitle, actionTitle } = useActionWords();
  const { data: known = [] } = useActions();
  const options = useMemo(() => {
    const single = [...known, ...chosen.filter(name => !name.endsWith('.*'))];
    return groupActions(single).map(({ name, actions }) => {
      const title = groupTitle(name);
      const whole = {
        id: `${name}.*`,
        label: t('log.filter.wholeGroup', { group: title }),
      };
      const each = actions.map(id => ({ id, label: actionTitle(id) }));
      return { title, options: each.length > 1 ? [whole, ...each] : each };
    });
  }, [known, chosen, groupTitle, actionTitle, t]);
  return (
    <Select
      className={styles.select}
      aria-label={t('log.filter.actions')}
      placeholder={t('log.filter.anyAction')}
      selectionMode="multiple"
      search={{ placeholder: word('action.search') }}
      options={options}
      value={chosen}
      onChange={keys => onChange(keys.map(String))}
    />
  );
}

function More(props: { filter: EntryFilter; onChange: Change }) {
  const { filter, onChange } = props;
  const { t } = useTranslation();
  const [subject, setSubject] = useTyped(filter.subject ?? '', text =>
    onChange({ subject: text.trim() || undefined }),
  );
  return (
    <>
      <TextField
        className={styles.wide}
        aria-label={t('log.filter.subject')}
        placeholder={t('log.filter.subjectHint')}
        value={subject}
        onChange={setSubject}
      />
      <OneOf
        name={t('log.filter.plugin')}
        any={t('log.filter.anyPlugin')}
        choices={PLUGINS.map(id => ({ id, label: id }))}
        value={filter.plugin}
        onChange={plugin => onChange({ plugin })}
      />
      <OneOf
        name={t('log.filter.kind')}
        any={t('log.filter.anyKind')}
        choices={ENTRY_KINDS.map((id: EntryKind) => ({
          id,
          label: t(`log.filter.kind.${id}`),
        }))}
        value={filter.kind}
        onChange={kind =>
          onChange({ kind: ENTRY_KINDS.find(name => name === kind) })
        }
      />
    </>
  );
}
