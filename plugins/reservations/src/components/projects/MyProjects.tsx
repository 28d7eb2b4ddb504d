import type { Project } from '@callboard/backstage-plugin-reservations-common';
import { BgProvider, Text } from '@backstage/ui';
import { useState } from 'react';
import { useMe } from '../../hooks/useMe';
import { useProjects } from '../../hooks/useProjects';
import { useTranslation } from '../../hooks/useTranslation';
import { ErrorPanel } from '../common/ErrorPanel';
import { RowsSkeleton } from '../common/Skeletons';
import styles from '../people/People.module.css';
import { ProjectPeople } from './ProjectPeople';
import { ProjectRow } from './ProjectRow';

/** What the signed-in person may charge to. */
export function MyProjects() {
  const { t } = useTranslation();
  const { data: me } = useMe();
  const { data, error, refetch } = useProjects(
    { holder: me },
    { enabled: me !== undefined },
  );
  const [shown, setShown] = useState<Project>();
  if (!data) {
    return error ? (
      <ErrorPanel
        title={t('projects.notLoaded')}
        error={error}
        onRetry={refetch}
      />
    ) : (
      <RowsSkeleton rows={2} />
    );
  }
  if (data.length === 0) {
    return (
      <Text as="p" color="secondary">
        {t('projects.mineEmpty')}
      </Text>
    );
  }
  return (
    <BgProvider bg="neutral-1">
      <ul className={styles.list} aria-label={t('projects.mine')}>
        {data.map(project => (
          <ProjectRow
            key={project.id}
            project={project}
            onUsage={() => setShown(project)}
          />
        ))}
      </ul>
      {shown && (
        <ProjectPeople project={shown} onClose={() => setShown(undefined)} />
      )}
    </BgProvider>
  );
}
