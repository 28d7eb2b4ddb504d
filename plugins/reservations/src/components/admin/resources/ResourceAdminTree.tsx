import type { Resource } from '@callboard/backstage-plugin-reservations-common';
import { Button, Text } from '@backstage/ui';
import { useMemo, useState } from 'react';
import { useTranslation } from '../../../hooks/useTranslation';
import { Status } from '@callboard/frontend-kit';
import { ResourceStatusTag } from '../../common/StatusTag';
import { buildTree, withAncestors } from '../../explore/resourceTree';
import { TreeGrid } from '../../explore/TreeGrid';
import { TypeName } from '../../explore/TypeName';
import { useClosedNodes } from '../../explore/useClosedNodes';
import type { InventoryTitles } from '../../explore/useInventoryTitles';
import { MoveDialog } from './MoveDialog';
import { MoveRefused } from './MoveRefused';
import styles from './ResourcesSection.module.css';
import { useMoveResource } from './useMoveResource';
import { useTreeDrag } from './useTreeDrag';

function canMove(resource: Resource): boolean {
  return (
    resource.actions.includes('update') &&
    resource.managedBy === 'callboard' &&
    !resource.archived
  );
}

/** The resources as they hang together; drag one onto another to move it. */
export function ResourceAdminTree(props: {
  resources: Resource[];
  matches: (resource: Resource) => boolean;
  titles: InventoryTitles;
  onOpen: (resource: Resource) => void;
  onArchive: (resource: Resource) => void;
}) {
  const { resources, matches, titles, onOpen, onArchive } = props;
  const { t } = useTranslation();
  const { closed, toggle } = useClosedNodes();
  const { shown, move, movingRef, refusal, dismiss } =
    useMoveResource(resources);
  const [asking, setAsking] = useState<Resource>();
  const drag = useTreeDrag({ resources, canMove, onMove: move });

  const nodes = useMemo(
    () => buildTree(withAncestors(shown, matches)),
    [shown, matches],
  );
  return (
    <>
      {refusal && <MoveRefused refusal={refusal} onDismiss={dismiss} />}
      {resources.some(canMove) && (
        // The place to drop on is where the hint stood, so that nothing jumps.
        <div
          className={styles.top}
          data-open={drag.dragged?.parentRef ? true : undefined}
          {...drag.topTarget()}
        >
          <Text variant="body-small" color="secondary">
            {drag.dragged?.parentRef
              ? t('admin.move.top', { title: drag.dragged.title })
              : t('admin.move.hint')}
          </Text>
        </div>
      )}
      <div className={styles.tree}>
        <TreeGrid
          label={t('admin.tab.resources')}
          nodes={nodes}
          closed={closed}
          onToggle={toggle}
          onOpen={node => onOpen(node.resource)}
          rowProps={({ resource }) => ({
            ...drag.rowProps(resource),
            'aria-busy': resource.entityRef === movingRef || undefined,
          })}
          renderCells={({ resource }) => (
            <>
              <div role="gridcell" className={styles.type}>
                <Text variant="body-small" color="secondary">
                  <TypeName name={resource.type} titles={titles} />
                </Text>
              </div>
              <div role="gridcell" className={styles.tags}>
                {resource.archived && (
                  <Status tone="neutral">{t('admin.resource.archived')}</Status>
                )}
                {!resource.archived && resource.status !== 'active' && (
                  <ResourceStatusTag status={resource.status} />
                )}
                {resource.managedBy === 'catalog' && (
                  <Status tone="info">{t('admin.resource.catalogTag')}</Status>
                )}
              </div>
              <div role="gridcell" className={styles.actions}>
                <RowActions
                  resource={resource}
                  onMove={setAsking}
                  onOpen={onOpen}
                  onArchive={onArchive}
                />
              </div>
            </>
          )}
        />
      </div>
      {asking && (
        <MoveDialog
          resource={asking}
          resources={resources}
          onMove={parent => move(asking, parent)}
          onClose={() => setAsking(undefined)}
        />
      )}
    </>
  );
}

function RowActions(props: {
  resource: Resource;
  onMove: (resource: Resource) => void;
  onOpen: (resource: Resource) => void;
  onArchive: (resource: Resource) => void;
}) {
  const { resource, onMove, onOpen, onArchive } = props;
  const { t } = useTranslation();
  const { title } = resource;
  const isOurs = resource.managedBy === 'callboard' && !resource.archived;
  const canEdit = isOurs && resource.actions.includes('update');
  return (
    <>
      {canMove(resource) && (
        <Button
          size="small"
          variant="tertiary"
          aria-label={t('admin.move.named', { title })}
          onPress={() => onMove(resource)}
        >
          {t('admin.move.button')}
        </Button>
      )}
      <Button
        size="small"
        variant="tertiary"
        aria-label={t(canEdit ? 'admin.row.editNamed' : 'admin.row.viewNamed', {
          title,
        })}
        onPress={() => onOpen(resource)}
      >
        {t(canEdit ? 'admin.row.edit' : 'admin.row.view')}
      </Button>
      {isOurs && resource.actions.includes('archive') && (
        <Button
          size="small"
          variant="tertiary"
          destructive
          aria-label={t('admin.archiveNamed', { title })}
          onPress={() => onArchive(resource)}
        >
          {t('admin.archive')}
        </Button>
      )}
    </>
  );
}
