import { Button, Text } from '@backstage/ui';
import { useMemo } from 'react';
import { useTranslation } from '../../hooks/useTranslation';
import { AvailabilityBadge } from '../entity/AvailabilityBadge';
import styles from './ExploreTree.module.css';
import { BookResourceButton } from './ResourceActions';
import type { ResourceListProps } from './ResourceCards';
import { buildTree } from './resourceTree';
import { TreeGrid } from './TreeGrid';
import { TypeName } from './TypeName';
import { useClosedNodes } from './useClosedNodes';

/** `resources` are the matches and the ancestors that lead to them. */
export function ExploreTree(
  props: ResourceListProps & { matches: Set<string> },
) {
  const { resources, matches, titles, availability, oneSite, onOpen } = props;
  const { t } = useTranslation();
  const { closed, toggle, openAll, closeAll } = useClosedNodes();
  const nodes = useMemo(() => buildTree(resources), [resources]);
  return (
    <div className={styles.tree}>
      <div className={styles.controls}>
        <Button size="small" variant="tertiary" onPress={openAll}>
          {t('explore.tree.expandAll')}
        </Button>
        <Button
          size="small"
          variant="tertiary"
          onPress={() => closeAll(resources.map(r => r.entityRef))}
        >
          {t('explore.tree.collapseAll')}
        </Button>
      </div>
      <TreeGrid
        label={t('explore.tree.label')}
        nodes={nodes}
        closed={closed}
        onToggle={toggle}
        onOpen={node => onOpen(node.resource)}
        rowProps={node => ({
          'data-dimmed': matches.has(node.resource.entityRef)
            ? undefined
            : true,
        })}
        renderCells={({ resource }) => (
          <>
            <div role="gridcell" className={styles.type}>
              <Text variant="body-small" color="secondary">
                <TypeName name={resource.type} titles={titles} />
                {!oneSite &&
                  !resource.parentRef &&
                  ` · ${titles.siteTitle(resource.siteRef)}`}
              </Text>
            </div>
            <div role="gridcell" className={styles.state}>
              <AvailabilityBadge
                resource={resource}
                now={availability.get(resource.entityRef)}
              />
            </div>
            <div role="gridcell" className={styles.actions}>
              <BookResourceButton
                resource={resource}
                now={availability.get(resource.entityRef)}
              />
            </div>
          </>
        )}
      />
    </div>
  );
}
