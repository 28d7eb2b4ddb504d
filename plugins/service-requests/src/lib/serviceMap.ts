import {
  type Entity,
  RELATION_DEPENDENCY_OF,
  RELATION_DEPENDS_ON,
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { ENVIRONMENT_LABEL } from '@callboard/backstage-plugin-service-requests-common';

/** Something on the map. */
export interface MapNode {
  ref: string;
  title: string;
  /** Of a service its offering, of an application its kind. */
  type: string;
  isService: boolean;
  environment?: string;
  owner?: string;
}

/** That an application (or a service) needs a service. */
export interface Need {
  from: string;
  to: string;
}

export interface ServiceMap {
  nodes: MapNode[];
  needs: Need[];
}

export interface MapFilter {
  environment?: string;
  owner?: string;
}

/** The refs of what depends on any of these services. */
export function dependentsOf(services: readonly Entity[]): string[] {
  const refs = services.flatMap(entity =>
    targetsOf(entity, RELATION_DEPENDENCY_OF),
  );
  return [...new Set(refs)];
}

/**
 * The services that a filter leaves, what depends on them, and who needs whom.
 * An owner's map has the services that they own and those that their own
 * applications need.
 */
export function makeMap(
  services: readonly Entity[],
  applications: readonly Entity[],
  filter: MapFilter = {},
): ServiceMap {
  const nodes = new Map<string, MapNode>();
  for (const entity of applications) {
    nodes.set(refOf(entity), nodeOf(entity, false));
  }
  for (const entity of services) {
    nodes.set(refOf(entity), nodeOf(entity, true));
  }
  const needs = services
    .flatMap(entity =>
      targetsOf(entity, RELATION_DEPENDENCY_OF).map(from => ({
        from,
        to: refOf(entity),
      })),
    )
    .filter(({ from }) => nodes.has(from));
  return narrowed([...nodes.values()], needs, filter);
}

function narrowed(
  nodes: MapNode[],
  needs: Need[],
  { environment, owner }: MapFilter,
): ServiceMap {
  const isOwn = new Set(
    nodes.filter(node => !owner || node.owner === owner).map(({ ref }) => ref),
  );
  const isWanted = (node: MapNode) =>
    node.isService &&
    (!environment || node.environment === environment) &&
    (isOwn.has(node.ref) ||
      needs.some(({ from, to }) => to === node.ref && isOwn.has(from)));
  const services = nodes.filter(isWanted);
  const kept = new Set(services.map(({ ref }) => ref));
  const left = needs.filter(({ to }) => kept.has(to));
  left.forEach(({ from }) => kept.add(from));
  return {
    nodes: neighboursTogether(
      nodes
        .filter(({ ref }) => kept.has(ref))
        .sort((a, b) => a.title.localeCompare(b.title)),
      left,
    ),
    needs: left,
  };
}

/** What hangs together stands together, so that a picture has fewer crossings. */
function neighboursTogether(nodes: MapNode[], needs: Need[]): MapNode[] {
  const order = new Set<MapNode>();
  const visit = (node: MapNode) => {
    if (order.has(node)) return;
    order.add(node);
    nodes
      .filter(other =>
        needs.some(
          ({ from, to }) =>
            (from === node.ref && to === other.ref) ||
            (to === node.ref && from === other.ref),
        ),
      )
      .forEach(visit);
  };
  [...nodes]
    .sort((a, b) => Number(a.isService) - Number(b.isService))
    .forEach(visit);
  return [...order];
}

function nodeOf(entity: Entity, isService: boolean): MapNode {
  const { metadata, kind, spec } = entity;
  return {
    ref: refOf(entity),
    title: metadata.title ?? metadata.name,
    type: isService ? String(spec?.type ?? kind) : kind,
    isService,
    environment: metadata.labels?.[ENVIRONMENT_LABEL],
    owner: targetsOf(entity, RELATION_OWNED_BY)[0],
  };
}

function refOf(entity: Entity): string {
  return stringifyEntityRef(entity);
}

function targetsOf(entity: Entity, type: string): string[] {
  return (entity.relations ?? [])
    .filter(relation => relation.type === type)
    .map(({ targetRef }) => targetRef);
}

/** What a thing needs, or what needs it. */
export function neighbours(
  { nodes, needs }: ServiceMap,
  ref: string,
  direction: typeof RELATION_DEPENDS_ON | typeof RELATION_DEPENDENCY_OF,
): MapNode[] {
  const refs = needs.flatMap(({ from, to }) => {
    const [self, other] =
      direction === RELATION_DEPENDS_ON ? [from, to] : [to, from];
    return self === ref ? [other] : [];
  });
  return nodes.filter(node => refs.includes(node.ref));
}
