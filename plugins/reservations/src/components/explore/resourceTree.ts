import type { Resource } from '@callboard/backstage-plugin-reservations-common';

export interface TreeNode {
  resource: Resource;
  /** 1 for a root. */
  level: number;
  children: TreeNode[];
}

function compareTitles(a: Resource, b: Resource): number {
  return a.title.localeCompare(b.title, undefined, { numeric: true });
}

function childrenByParent(resources: Resource[]): Map<string, Resource[]> {
  const children = new Map<string, Resource[]>();
  for (const resource of resources) {
    if (resource.parentRef) {
      const siblings = children.get(resource.parentRef) ?? [];
      siblings.push(resource);
      children.set(resource.parentRef, siblings);
    }
  }
  return children;
}

/**
 * The resources as trees, each level by title. One whose parent is not among
 * them (not visible, or filtered away) stands at the top.
 */
export function buildTree(resources: Resource[]): TreeNode[] {
  const known = new Set(resources.map(r => r.entityRef));
  const children = childrenByParent(resources);
  const grow = (resource: Resource, level: number): TreeNode => ({
    resource,
    level,
    children: (children.get(resource.entityRef) ?? [])
      .sort(compareTitles)
      .map(child => grow(child, level + 1)),
  });
  return resources
    .filter(r => !r.parentRef || !known.has(r.parentRef))
    .sort(compareTitles)
    .map(root => grow(root, 1));
}

/** The matching resources and every ancestor needed to reach them. */
export function withAncestors(
  all: Resource[],
  matches: (resource: Resource) => boolean,
): Resource[] {
  const byRef = new Map(all.map(r => [r.entityRef, r]));
  const kept = new Set<Resource>();
  for (const match of all.filter(matches)) {
    let step: Resource | undefined = match;
    while (step && !kept.has(step)) {
      kept.add(step);
      step = step.parentRef ? byRef.get(step.parentRef) : undefined;
    }
  }
  return all.filter(r => kept.has(r));
}

/** Everything under a resource, at any depth, without itself. */
export function descendants(all: Resource[], ref: string): Resource[] {
  const children = childrenByParent(all);
  const found: Resource[] = [];
  const waiting = [ref];
  while (waiting.length) {
    const next = children.get(waiting.pop()!) ?? [];
    found.push(...next);
    waiting.push(...next.map(r => r.entityRef));
  }
  return found;
}

/** From the root down to the parent. */
export function ancestors(all: Resource[], resource: Resource): Resource[] {
  const byRef = new Map(all.map(r => [r.entityRef, r]));
  const path: Resource[] = [];
  let step = resource.parentRef ? byRef.get(resource.parentRef) : undefined;
  while (step && !path.includes(step)) {
    path.unshift(step);
    step = step.parentRef ? byRef.get(step.parentRef) : undefined;
  }
  return path;
}

/** The rows that a tree shows while only `expanded` ones are open. */
export function visibleNodes(
  nodes: TreeNode[],
  isExpanded: (ref: string) => boolean,
): TreeNode[] {
  return nodes.flatMap(node => [
    node,
    ...(isExpanded(node.resource.entityRef)
      ? visibleNodes(node.children, isExpanded)
      : []),
  ]);
}

export type MoveProblem = 'self' | 'cycle' | 'otherSite' | 'here' | 'archived';

/** Why this resource cannot go under that parent, as far as one can see. */
export function moveProblem(
  all: Resource[],
  resource: Resource,
  parent: Resource | undefined,
): MoveProblem | undefined {
  if (resource.parentRef === parent?.entityRef) {
    return 'here';
  }
  if (!parent) {
    return undefined;
  }
  if (parent.entityRef === resource.entityRef) {
    return 'self';
  }
  if (parent.siteRef !== resource.siteRef) {
    return 'otherSite';
  }
  if (parent.archived) {
    return 'archived';
  }
  return descendants(all, resource.entityRef).includes(parent)
    ? 'cycle'
    : undefined;
}
