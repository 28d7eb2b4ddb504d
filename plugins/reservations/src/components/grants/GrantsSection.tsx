import type {
  AccessGrant,
  Site,
} from '@callboard/backstage-plugin-reservations-common';
import { BgProvider, Button, Switch, Text } from '@backstage/ui';
import { EmptyState, useSearchParam } from '@callboard/frontend-kit';
import { RiAddLine, RiKeyLine } from '@remixicon/react';
import { useState } from 'react';
import { useAccessGrants } from '../../hooks/useAccessGrants';
import { useTranslation } from '../../hooks/useTranslation';
import { isOver, sortGrants } from '../../lib/grants';
import { ErrorPanel } from '../common/ErrorPanel';
import { RowsSkeleton } from '../common/Skeletons';
import styles from '../people/People.module.css';
import { ChangeGrant } from './ChangeGrant';
import { GrantForm } from './GrantForm';
import { GrantRow } from './GrantRow';
import { RevokeGrant } from './RevokeGrant';

type Asked = { what: 'change' | 'revoke'; grant: AccessGrant };

/** Whom a site, or all that the caller looks after, is open to for a time. */
export function GrantsSection(props: {
  site?: Site;
  /** Those in which the caller may give access. */
  sites: Site[];
}) {
  const { site, sites } = props;
  const { t } = useTranslation();
  const query = useAccessGrants({ site: site?.entityRef });
  const [adding, setAdding] = useState(false);
  const [asked, setAsked] = useState<Asked>();
  const [over, setOver] = useSearchParam('over');
  const grants = sortGrants(query.data ?? []);
  const shown = grants.filter(grant => over || !isOver(grant));
  const overCount = grants.filter(isOver).length;
  const add = sites.length > 0 && (
    <Button
      variant="secondary"
      iconStart={<RiAddLine />}
      onPress={() => setAdding(true)}
    >
      {t('grants.add')}
    </Button>
  );

  const content = () => {
    if (!query.data) {
      return query.error ? (
        <ErrorPanel
          title={t('grants.notLoaded')}
          error={query.error}
          onRetry={query.refetch}
        />
      ) : (
        <RowsSkeleton rows={2} height={76} />
      );
    }
    if (shown.length === 0) {
      return (
        <EmptyState
          icon={<RiKeyLine />}
          title={t('grants.empty')}
          description={t('grants.emptyText')}
          action={add}
        />
      );
    }
    return (
      <BgProvider bg="neutral-1">
        <ul className={styles.list} aria-label={t('grants.title')}>
          {shown.map(grant => (
            <GrantRow
              key={grant.id}
              grant={grant}
              showSite={!site}
              onChange={() => setAsked({ what: 'change', grant })}
              onRevoke={() => setAsked({ what: 'revoke', grant })}
            />
          ))}
        </ul>
      </BgProvider>
    );
  };

  const close = () => setAsked(undefined);
  return (
    <section className={styles.section} aria-label={t('grants.title')}>
      <div className={styles.head}>
        <div className={styles.intro}>
          <Text as="h3" variant="title-x-small">
            {t('grants.title')}
          </Text>
          <Text as="p" color="secondary" variant="body-small">
            {t('grants.hint')}
          </Text>
        </div>
        <div className={styles.tools}>
          {overCount > 0 && (
            <Switch
              label={t('grants.showOver', { number: String(overCount) })}
              isSelected={Boolean(over)}
              onChange={show =>
                setOver(show ? '1' : undefined, { replace: true })
              }
            />
          )}
          {shown.length > 0 && add}
        </div>
      </div>
      {content()}
      {adding && (
        <GrantForm sites={sites} site={site} onClose={() => setAdding(false)} />
      )}
      {asked?.what === 'change' && (
        <ChangeGrant grant={asked.grant} onClose={close} />
      )}
      {asked?.what === 'revoke' && (
        <RevokeGrant grant={asked.grant} onClose={close} />
      )}
    </section>
  );
}
