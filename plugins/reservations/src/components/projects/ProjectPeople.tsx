import type { Project } from '@callboard/backstage-plugin-reservations-common';
import { Text } from '@backstage/ui';
import { Drawer, EntityLink, useLanguage } from '@callboard/frontend-kit';
import { useProjectUsage } from '../../hooks/useProjects';
import { useTranslation } from '../../hooks/useTranslation';
import { sayAmount } from '../../lib/projects';
import { ErrorPanel } from '../common/ErrorPanel';
import { RowsSkeleton } from '../common/Skeletons';
import people from '../people/People.module.css';
import styles from './Projects.module.css';
import { UsageBar } from './UsageBar';

/** Who has used how much of a project. */
export function ProjectPeople(props: {
  project: Project;
  onClose: () => void;
}) {
  const { project, onClose } = props;
  const { t } = useTranslation();
  const { data: usage, error, refetch } = useProjectUsage(project.code);
  const content = () => {
    if (!usage) {
      return error ? (
        <ErrorPanel
          title={t('projects.notLoaded')}
          error={error}
          onRetry={refetch}
        />
      ) : (
        <RowsSkeleton rows={3} />
      );
    }
    return (
      <>
        <UsageBar budget={usage.budget} usage={usage} />
        {usage.people.length === 0 ? (
          <p>{t('projects.noUsage')}</p>
        ) : (
          <PeopleTable usage={usage} />
        )}
        <Text as="p" variant="body-small" color="secondary">
          {t('projects.whatCounts')}
        </Text>
      </>
    );
  };
  return (
    <Drawer
      title={t('projects.usageOf', { title: project.title })}
      onClose={onClose}
    >
      <div className={people.form}>{content()}</div>
    </Drawer>
  );
}

type Usage = NonNullable<ReturnType<typeof useProjectUsage>['data']>;

function PeopleTable({ usage }: { usage: Usage }) {
  const { t } = useTranslation();
  const locale = useLanguage();
  const say = (amount: number) => sayAmount(usage.budget, amount, locale);
  const costs = usage.costs.filter(({ amount }) => amount > 0);
  return (
    <>
      <table className={`${styles.table} ${styles.numbers}`}>
        <thead>
          <tr>
            <th scope="col">{t('projects.person')}</th>
            <th scope="col">{t('projects.usedColumn')}</th>
            <th scope="col">{t('projects.plannedColumn')}</th>
            <th scope="col">{t('projects.bookings')}</th>
          </tr>
        </thead>
        <tbody>
          {usage.people.map(one => (
            <tr key={one.owner}>
              <td>
                <EntityLink entityRef={one.owner} />
              </td>
              <td>{say(one.used)}</td>
              <td>{say(one.planned)}</td>
              <td>{one.bookings}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {costs.length > 0 && (
        <p className={styles.said}>
          {t('projects.costs', {
            amounts: costs
              .map(({ amount, currency }) =>
                sayAmount(
                  { kind: 'money', amount: 0, currency },
                  amount,
                  locale,
                ),
              )
              .join(', '),
          })}
        </p>
      )}
    </>
  );
}
