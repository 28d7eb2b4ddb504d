import type {
  Resource,
  Site,
} from '@callboard/backstage-plugin-reservations-common';
import {
  buildTree,
  TreeNode,
  withAncestors,
} from '../../components/explore/resourceTree';

/** A line of the board: a site's name, or a resource with its time. */
export type BoardRow =
  | { kind: 'site'; key: string; site: Site; count: number; isOpen: boolean }
  | {
      kind: 'resource';
      key: string;
      resource: Resource;
      /** 1 for what is part of nothing shown. */
      level: number;
      hasParts: boolean;
      isOpen: boolean;
    };

/**
 * The rows from top to bottom: sites by title, in each the resources as trees.
 * What is closed hides what is below it; what does not match is left out, except
 * where something that matches is part of it.
 */
export function boardRows(
  sites: readonly Site[],
  resources: Resource[],
  options: {
    closed: ReadonlySet<string>;
    matches: (resource: Resource) => boolean;
  },
): BoardRow[] {
  const { closed, matches } = options;
  const bySite = Map.groupBy(
    withAncestors(resources, matches),
    resource => resource.siteRef,
  );
  return [...sites]
    .sort((a, b) => a.title.localeCompare(b.title))
    .flatMap((site): BoardRow[] => {
      const own = bySite.get(site.entityRef);
      if (!own) {
        return [];
      }
      const isOpen = !closed.has(site.entityRef);
      return [
        {
          kind: 'site',
          key: site.entityRef,
          site,
          count: own.length,
          isOpen,
        },
        ...(isOpen ? rowsOf(buildTree(own), closed) : []),
      ];
    });
}

function rowsOf(nodes: TreeNode[], closed: ReadonlySet<string>): BoardRow[] {
  return nodes.flatMap(({ resource, level, children }): BoardRow[] => {
    const isOpen = !closed.has(resource.entityRef);
    const row: BoardRow = {
      kind: 'resource',
      key: resource.entityRef,
      resource,
      level,
      hasParts: children.length > 0,
      isOpen,
    };
    return [row, ...(isOpen ? rowsOf(children, closed) : [])];
  });
}
