import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  Entity,
  parseEntityRef,
  RELATION_HAS_MEMBER,
  RELATION_MEMBER_OF,
  RELATION_PARENT_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';

const FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'spec.type',
  'relations',
];

/** What a permission rule takes; groups come first, then people. */
const MAX_TEAM = 1_500;

/**
 * Whom a team lead leads: the groups that `isTeam` and that they are a direct
 * member of, the groups below these, and everybody's people. A group that is
 * more than a team (a whole organisation, the people with some role) is not one
 * that somebody leads by being in it. Refs are lower-cased.
 */
export async function readTeam(
  leadRef: string,
  isTeam: (ref: string, type: string) => boolean,
  catalog: CatalogService,
  credentials: BackstageCredentials,
): Promise<string[]> {
  const read = async (entityRefs: string[]): Promise<Entity[]> => {
    if (entityRefs.length === 0) {
      return [];
    }
    const { items } = await catalog.getEntitiesByRefs(
      { entityRefs, fields: FIELDS },
      { credentials },
    );
    return items.filter(entity => entity !== undefined);
  };
  const groups = new Set<string>();
  const people = new Set<string>();
  const [lead] = await read([leadRef]);
  const own = await read(lead ? targets(lead, RELATION_MEMBER_OF) : []);
  let level = own.filter(group =>
    isTeam(stringifyEntityRef(group), String(group.spec?.type ?? '')),
  );
  while (level.length > 0) {
    level.forEach(group => groups.add(stringifyEntityRef(group)));
    for (const group of level) {
      targets(group, RELATION_HAS_MEMBER).forEach(ref => people.add(ref));
    }
    const below = level
      .flatMap(group => targets(group, RELATION_PARENT_OF))
      .filter(ref => !groups.has(ref));
    level = await read([...new Set(below)]);
  }
  return [...groups, ...people].slice(0, MAX_TEAM);
}

function targets(entity: Entity, relation: string): string[] {
  return (entity.relations ?? [])
    .filter(({ type }) => type === relation)
    .map(({ targetRef }) => stringifyEntityRef(parseEntityRef(targetRef)));
}
