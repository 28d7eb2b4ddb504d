import type { Project } from '@callboard/backstage-plugin-reservations-common';
import { Button, Text } from '@backstage/ui';
import { EntityName, Status, Tone, useNow } from '@callboard/frontend-kit';
import { useId } from 'react';
import { useSites } from '../../hooks/useInventory';
import { useTimeFormat } from '../../hooks/useTimeFormat';
import { useTranslation } from '../../hooks/useTranslation';
import { phaseOf, ProjectPhase } from '../../lib/projects';
import people from '../people/People.module.css';
import styles from './Projects.module.css';
import { UsageBar } from './UsageBar';

const TONES: Record<ProjectPhase, Tone> = {
  archived: 'neutral',
  over: 'neutral',
  upcoming: 'info',
  running: 'success',
};

/** What it is, who holds it, what is left, and what may be done with it. */
export function ProjectRow(props: {
  project: Project;
  onUsage: () => void;
  onEdit?: () => void;
  onArchive?: () => void;
}) {
  const { project, onUsage, onEdit, onArchive } = props;
  const { t } = useTranslation();
  const format = useTimeFormat();
  const { data: sites } = useSites();
  const id = useId();
  const phase = phaseOf(project, useNow());
  const site = sites?.find(one => one.entityRef === project.siteRef);
  const dates = project.until
    ? t('projects.from_until', {
        from: format.day(project.from),
        until: format.day(project.until),
      })
    : t('projects.from_only', { from: format.day(project.from) });
  return (
    <li className={people.row} aria-labelledby={id}>
      <div className={people.text}>
        <Text id={id} weight="bold">
          {project.title}
        </Text>
        <Text as="p" variant="body-small" color="secondary">
          {[project.code, dates, site?.title].filter(Boolean).join(' · ')}
        </Text>
        <Text as="p" variant="body-small" color="secondary">
          {project.holders.map((ref, index) => (
            <span key={ref}>
              {index > 0 && ', '}
              <EntityName entityRef={ref} />
            </span>
          ))}
        </Text>
      </div>
      <div className={styles.where}>
        <UsageBar budget={project.budget} usage={project.usage} />
      </div>
      <Status tone={TONES[phase]}>{t(`projects.${phase}`)}</Status>
      <div className={people.actions}>
        <Button
          size="small"
          variant="secondary"
          aria-describedby={id}
          onPress={onUsage}
        >
          {t('projects.usage')}
        </Button>
        {onEdit && (
          <Button
            size="small"
            variant="tertiary"
            aria-describedby={id}
            onPress={onEdit}
          >
            {t('admin.row.edit')}
          </Button>
        )}
        {onArchive && (
          <Button
            size="small"
            variant="tertiary"
            destructive
            aria-describedby={id}
            onPress={onArchive}
          >
            {t('projects.archive')}
          </Button>
        )}
      </div>
    </li>
  );
}
