import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import type { Problem } from '@callboard/backstage-plugin-reservations-common';
import { BgProvider, Switch, Text } from '@backstage/ui';
import { EmptyState, useSearchParam } from '@callboard/frontend-kit';
import { RiCheckDoubleLine } from '@remixicon/react';
import { useState } from 'react';
import { useAcknowledgeProblem, useProblems } from '../../hooks/useProblems';
import { useTranslation } from '../../hooks/useTranslation';
import type { AdminRights } from '../admin/useAdminRights';
import { ErrorPanel } from '../common/ErrorPanel';
import { RowsSkeleton } from '../common/Skeletons';
import styles from '../people/People.module.css';
import { ProblemRow } from './ProblemRow';
import { ResolveProblem } from './ResolveProblem';
import { SetMaintenance } from './SetMaintenance';

type Asked = { what: 'maintenance' | 'resolve'; problem: Problem };

/** What people found wrong with what the caller looks after. */
export function ProblemsSection({ rights }: { rights: AdminRights }) {
  const { t } = useTranslation();
  const toast = useApi(toastApiRef);
  const [all, setAll] = useSearchParam('over');
  const query = useProblems({
    status: all
      ? ['open', 'acknowledged', 'resolved']
      : ['open', 'acknowledged'],
  });
  const acknowledge = useAcknowledgeProblem();
  const [asked, setAsked] = useState<Asked>();
  const problems = query.data;
  const content = () => {
    if (!problems) {
      return query.error ? (
        <ErrorPanel
          title={t('problems.notLoaded')}
          error={query.error}
          onRetry={query.refetch}
        />
      ) : (
        <RowsSkeleton rows={2} height={76} />
      );
    }
    if (problems.length === 0) {
      return (
        <EmptyState
          icon={<RiCheckDoubleLine />}
          title={t('problems.empty')}
          description={t('problems.emptyText')}
        />
      );
    }
    return (
      <BgProvider bg="neutral-1">
        <ul className={styles.list} aria-label={t('problems.title')}>
          {problems.map(problem => (
            <ProblemRow
              key={problem.id}
              problem={problem}
              isPending={
                acknowledge.isPending && acknowledge.variables === problem.id
              }
              onAcknowledge={() =>
                acknowledge.mutate(problem.id, {
                  onSuccess: () =>
                    toast.post({
                      title: t('problems.acknowledged'),
                      status: 'success',
                    }),
                })
              }
              onAsk={what => setAsked({ what, problem })}
            />
          ))}
        </ul>
      </BgProvider>
    );
  };
  const close = () => setAsked(undefined);
  return (
    <section className={styles.section} aria-label={t('problems.title')}>
      <div className={styles.head}>
        <div className={styles.intro}>
          <Text as="h3" variant="title-x-small">
            {t('problems.title')}
          </Text>
          <Text as="p" color="secondary" variant="body-small">
            {t('problems.hint')}
          </Text>
        </div>
        <div className={styles.tools}>
          <Switch
            label={t('problems.showResolved')}
            isSelected={Boolean(all)}
            onChange={show => setAll(show ? '1' : undefined, { replace: true })}
          />
        </div>
      </div>
      {acknowledge.error && (
        <ErrorPanel
          title={t('admin.notSaved')}
          error={acknowledge.error}
          mutation
        />
      )}
      {content()}
      {asked?.what === 'maintenance' && (
        <SetMaintenance
          problem={asked.problem}
          resources={rights.resourcesForMaintenance}
          onClose={close}
        />
      )}
      {asked?.what === 'resolve' && (
        <ResolveProblem problem={asked.problem} onClose={close} />
      )}
    </section>
  );
}
