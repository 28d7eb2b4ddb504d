import {
  type Inventory,
  normaliseRef,
  type ResourceFacts,
} from '../domain/Inventory';

/** How a report is narrowed; refs and names that name nothing match nothing. */
export interface ReportSelection {
  resourceRefs?: string[];
  siteRefs?: string[];
  types?: string[];
}

export function selectResources(
  inventory: Inventory,
  { resourceRefs, siteRefs, types }: ReportSelection,
): ResourceFacts[] {
  const resources =
    resourceRefs && new Set(resourceRefs.map(r => normaliseRef(r)));
  const sites = siteRefs && new Set(siteRefs.map(ref => normaliseRef(ref)));
  const names = types && new Set(types.map(type => type.toLowerCase()));
  return [...inventory.resources()].filter(
    ({ entityRef, site, type }) =>
      (resources?.has(entityRef) ?? true) &&
      (sites?.has(site.entityRef) ?? true) &&
      (names?.has(type.name.toLowerCase()) ?? true),
  );
}
