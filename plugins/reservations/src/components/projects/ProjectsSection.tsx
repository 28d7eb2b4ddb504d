import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import type {
  Project,
  Site,
} from '@callboard/backstage-plugin-reservations-common';
import { BgProvider, Button, Switch, Text } from '@backstage/ui';
import { EmptyState, useSearchParam } from '@callboard/frontend-kit';
import { RiAddLine, RiFolderChartLine } from '@remixicon/react';
import { useState } from 'react';
import { useArchiveProject, useProjects } from '../../hooks/useProjects';
import { useTranslation } from '../../hooks/useTranslation';
import { ConfirmDialog } from '../common/ConfirmDialog';
import { ErrorPanel } from '../common/ErrorPanel';
import { RowsSkeleton } from '../common/Skeletons';
import styles from '../people/People.module.css';
import { ProjectForm } from './ProjectForm';
import { ProjectPeople } from './ProjectPeople';
import { ProjectRow } from './ProjectRow';

type Asked = { what: 'edit' | 'usage' | 'archive'; project: Project };

/** What bookings are charged to, for those who look after it. */
export function ProjectsSection(props: {
  /** Those in which the caller may create one. */
  sites: Site[];
  canCreateGlobal: boolean;
}) {
  const { sites, canCreateGlobal } = props;
  const { t } = useTranslation();
  const [archived, setArchived] = useSearchParam('over');
  const query = useProjects({ archived: Boolean(archived) });
  const [adding, setAdding] = useState(false);
  const [asked, setAsked] = useState<Asked>();
  const close = () => setAsked(undefined);
  const add = (canCreateGlobal || sites.length > 0) && (
    <Button
      variant="secondary"
      iconStart={<RiAddLine />}
      onPress={() => setAdding(true)}
    >
      {t('projects.new')}
    </Button>
  );
  const content = () => {
    if (!query.data) {
      return query.error ? (
        <ErrorPanel
          title={t('projects.notLoaded')}
          error={query.error}
          onRetry={query.refetch}
        />
      ) : (
        <RowsSkeleton rows={3} height={90} />
      );
    }
    if (query.data.length === 0) {
      return (
        <EmptyState
          icon={<RiFolderChartLine />}
          title={t('projects.empty')}
          description={t('projects.emptyText')}
          action={add}
        />
      );
    }
    return (
      <BgProvider bg="neutral-1">
        <ul className={styles.list} aria-label={t('projects.title')}>
          {query.data.map(project => (
            <ProjectRow
              key={project.id}
              project={project}
              onUsage={() => setAsked({ what: 'usage', project })}
              onEdit={
                project.actions.includes('update')
                  ? () => setAsked({ what: 'edit', project })
                  : undefined
              }
              onArchive={
                project.actions.includes('archive')
                  ? () => setAsked({ what: 'archive', project })
                  : undefined
              }
            />
          ))}
        </ul>
      </BgProvider>
    );
  };
  return (
    <section className={styles.section} aria-label={t('projects.title')}>
      <div className={styles.head}>
        <div className={styles.intro}>
          <Text as="h3" variant="title-x-small">
            {t('projects.title')}
          </Text>
          <Text as="p" color="secondary" variant="body-small">
            {t('projects.hint')}
          </Text>
        </div>
        <div className={styles.tools}>
          <Switch
            label={t('projects.showArchived')}
            isSelected={Boolean(archived)}
            onChange={show =>
              setArchived(show ? '1' : undefined, { replace: true })
            }
          />
          {Boolean(query.data?.length) && add}
        </div>
      </div>
      {content()}
      {adding && (
        <ProjectForm
          sites={sites}
          canCreateGlobal={canCreateGlobal}
          onClose={() => setAdding(false)}
        />
      )}
      {asked?.what === 'edit' && (
        <ProjectForm
          project={asked.project}
          sites={sites}
          canCreateGlobal={canCreateGlobal}
          onClose={close}
        />
      )}
      {asked?.what === 'usage' && (
        <ProjectPeople project={asked.project} onClose={close} />
      )}
      {asked?.what === 'archive' && (
        <ArchiveProject project={asked.project} onClose={close} />
      )}
    </section>
  );
}

function ArchiveProject(props: { project: Project; onClose: () => void }) {
  const { project, onClose } = props;
  const { t } = useTranslation();
  const toast = useApi(toastApiRef);
  const { mutate, isPending, error } = useArchiveProject();
  const { title, code } = project;
  return (
    <ConfirmDialog
      title={t('projects.archiveQuestion', { title })}
      action={t('projects.archive')}
      destructive
      isPending={isPending}
      error={error}
      onConfirm={() =>
        mutate(code, {
          onSuccess: () => {
            toast.post({
              title: t('projects.archivedNow', { title }),
              status: 'success',
            });
            onClose();
          },
        })
      }
      onClose={onClose}
    >
      <p>{t('projects.archiveText')}</p>
    </ConfirmDialog>
  );
}
