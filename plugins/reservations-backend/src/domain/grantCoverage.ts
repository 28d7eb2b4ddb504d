import type { GrantFacts } from './Grants';

interface Covered {
  /** As the tables have them. */
  resources: {
    id: string;
    site_id: string;
    type_id: string;
    parent_id: string | null;
  }[];
  types: { id: string; site_id: string | null }[];
  /** Ids of the sites that are not archived: access to others opens nothing. */
  openSites: ReadonlySet<string>;
}

/**
 * What access grants open, by id: the site each is on (as little as is needed to
 * find what is in it); the resources, all of the site's or one with everything
 * below it; the types of these, and those of a site that is open as a whole.
 *
 * `permissions/rules/granted.ts` says the same in SQL.
 */
export function coverageOf(
  grants: readonly GrantFacts[],
  { resources, types, openSites }: Covered,
): Map<string, GrantFacts[]> {
  const open = grants.filter(({ siteId }) => openSites.has(siteId));
  const byId = new Map(resources.map(one => [one.id, one]));
  const bySite = Map.groupBy(resources, one => one.site_id);
  const children = Map.groupBy(resources, one => one.parent_id);
  const typesBySite = Map.groupBy(types, type => type.site_id);

  const idsOpenedBy = ({ siteId, resourceId }: GrantFacts) => {
    const one = resourceId === undefined ? undefined : byId.get(resourceId);
    const inside = new Set(
      resourceId === undefined ? bySite.get(siteId) : one && [one],
    );
    const ids = new Set([siteId]);
    for (const resource of inside) {
      ids.add(resource.id).add(resource.type_id);
      children.get(resource.id)?.forEach(part => inside.add(part));
    }
    if (resourceId === undefined) {
      typesBySite.get(siteId)?.forEach(type => ids.add(type.id));
    }
    return ids;
  };

  // Read with every change of the inventory: what is opened alike (a site, to
  // many people) is walked through once.
  const alike = Map.groupBy(open, one => `${one.siteId} ${one.resourceId}`);
  const covering = new Map<string, GrantFacts[]>();
  for (const group of alike.values()) {
    for (const id of idsOpenedBy(group[0])) {
      const known = covering.get(id);
      if (known) {
        known.push(...group);
      } else {
        covering.set(id, [...group]);
      }
    }
  }
  return covering;
}
