import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  Entity,
  parseEntityRef,
  RELATION_CHILD_OF,
  RELATION_MEMBER_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';

const FIELDS = ['kind', 'metadata.name', 'metadata.namespace', 'relations'];

/**
 * What a user may be known as: their own ref, the groups that the catalog says
 * they are a member of, and the parents of those groups all the way up. Empty for
 * a user who is not in the catalog. Groups that are named but not (or no longer)
 * in the catalog do not count. Refs are lower-cased.
 */
export async function readClaims(
  userRef: string,
  catalog: CatalogService,
  credentials: BackstageCredentials,
): Promise<string[]> {
  const claims = new Set<string>();
  const asked = new Set([userRef]);
  let next = [userRef];
  while (next.length > 0) {
    const { items } = await catalog.getEntitiesByRefs(
      { entityRefs: next, fields: FIELDS },
      { credentials },
    );
    const found = items.filter(entity => entity !== undefined);
    found.forEach(entity => claims.add(stringifyEntityRef(entity)));
    next = found.flatMap(groupsAbove).filter(ref => !asked.has(ref));
    next = [...new Set(next)];
    next.forEach(ref => asked.add(ref));
  }
  return [...claims];
}

function groupsAbove(entity: Entity): string[] {
  const relation =
    entity.kind.toLocaleLowerCase('en-US') === 'user'
      ? RELATION_MEMBER_OF
      : RELATION_CHILD_OF;
  return (entity.relations ?? [])
    .filter(({ type }) => type === relation)
    .map(({ targetRef }) => parseEntityRef(targetRef))
    .filter(({ kind }) => kind.toLocaleLowerCase('en-US') === 'group')
    .map(stringifyEntityRef);
}
