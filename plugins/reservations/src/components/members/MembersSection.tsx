import type {
  SiteMember,
  MemberOutcome,
  Site,
} from '@callboard/backstage-plugin-reservations-common';
import { Button, SearchField, Text } from '@backstage/ui';
import { EmptyState } from '@callboard/frontend-kit';
import { RiAddLine, RiGroupLine } from '@remixicon/react';
import { useState } from 'react';
import { useMembers } from '../../hooks/useMembers';
import { useTranslation } from '../../hooks/useTranslation';
import { ErrorPanel } from '../common/ErrorPanel';
import { RowsSkeleton } from '../common/Skeletons';
import styles from '../people/People.module.css';
import { AddPeople } from './AddPeople';
import { memberKey, MemberList } from './MemberList';
import { MembersReport } from './MembersReport';
import { RemoveMembers } from './RemoveMembers';

/** From this many on, somebody looks for one of them. */
const MANY = 8;

/** Who is a member of a site and who administers it, many at once. */
export function MembersSection({ site }: { site: Site }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useMembers(site.id);
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<SiteMember[]>();
  const [report, setReport] = useState<MemberOutcome[]>();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [q, setQ] = useState('');
  const mayChange = site.actions.includes('update');
  const members = data ?? [];
  const shown = members.filter(({ ref }) =>
    ref.toLowerCase().includes(q.toLowerCase()),
  );
  const picked = members.filter(member => chosen.has(memberKey(member)));
  const add = mayChange && (
    <Button
      variant="secondary"
      iconStart={<RiAddLine />}
      onPress={() => setAdding(true)}
    >
      {t('members.add')}
    </Button>
  );

  const content = () => {
    if (!data) {
      return error ? (
        <ErrorPanel
          title={t('members.notLoaded')}
          error={error}
          onRetry={refetch}
        />
      ) : (
        <RowsSkeleton rows={3} />
      );
    }
    if (members.length === 0) {
      return (
        <EmptyState
          icon={<RiGroupLine />}
          title={t('members.empty')}
          description={t('members.emptyText')}
          action={add}
        />
      );
    }
    return (
      <>
        {members.length >= MANY && (
          <SearchField
            className={styles.search}
            size="small"
            aria-label={t('members.search')}
            placeholder={t('members.search')}
            value={q}
            onChange={setQ}
          />
        )}
        <MemberList
          members={shown}
          chosen={chosen}
          onChoose={mayChange ? setChosen : undefined}
          onRemove={() => setRemoving(picked)}
        />
      </>
    );
  };

  return (
    <section className={styles.section} aria-label={t('members.title')}>
      <div className={styles.head}>
        <div className={styles.intro}>
          <Text as="h3" variant="title-x-small">
            {t('members.title')}
          </Text>
          <Text as="p" color="secondary" variant="body-small">
            {t(`members.hint.${site.visibility}`)}
          </Text>
        </div>
        {members.length > 0 && add}
      </div>
      {report && (
        <MembersReport report={report} onDismiss={() => setReport(undefined)} />
      )}
      {content()}
      {adding && <AddPeople site={site} onClose={() => setAdding(false)} />}
      {removing && (
        <RemoveMembers
          site={site}
          members={removing}
          onClose={() => setRemoving(undefined)}
          onDone={results => {
            setRemoving(undefined);
            setChosen(new Set());
            setReport(results);
          }}
        />
      )}
    </section>
  );
}
