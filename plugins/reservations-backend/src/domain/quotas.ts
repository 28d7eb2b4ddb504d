import type { Quota } from '@callboard/backstage-plugin-reservations-common';
import type { ResourceFacts } from './Inventory';
import type { Usage } from './intervals';
import type { Booker } from './policies';

/** Some of the people whose bookings count together, with their group. */
export interface QuotaTeam {
  /** Entity ref of the group. */
  ref: string;
  /** Entity refs of its people. */
  members: readonly string[];
}

/**
 * What others of a subject's bookings take of a type, by {@link subjectKey}:
 * one for each booking, with the units of all its resources of that type.
 */
export type QuotaUses = ReadonlyMap<string, readonly Usage[]>;

/** Who has a quota, and whose bookings count against it. */
export interface QuotaSubject {
  kind: Quota['per'];
  /** Entity ref, or code of a project. */
  ref: string;
  /** Refs; absent of a project. */
  owners?: readonly string[];
}

/** The quotas that apply, those that several resources share once. */
export function quotasOf(
  resources: readonly ResourceFacts[],
): { resource: ResourceFacts; quota: Quota }[] {
  const found = new Map<string, { resource: ResourceFacts; quota: Quota }>();
  for (const resource of resources) {
    for (const quota of resource.policies.quotas ?? []) {
      const { per, of, amount, in: period } = quota;
      const zone = period === 'future' ? '' : resource.site.timeZone;
      const key = [resource.type.id, per, of, amount, period, zone].join();
      if (!found.has(key)) {
        found.set(key, { resource, quota });
      }
    }
  }
  return [...found.values()];
}

/** Whose quota a booking of theirs counts against. */
export function subjectsOf(
  kind: Quota['per'],
  { owner, teams = [], project }: Booker,
): QuotaSubject[] {
  if (kind === 'owner') {
    return [{ kind, ref: owner, owners: [owner] }];
  }
  if (kind === 'project') {
    return project === undefined ? [] : [{ kind, ref: project }];
  }
  return teams.map(({ ref, members }) => ({
    kind,
    ref,
    owners: [...new Set([ref, ...members])],
  }));
}

export function subjectKey(
  kind: Quota['per'],
  ref: string,
  typeId: string,
): string {
  return JSON.stringify([kind, ref, typeId]);
}
