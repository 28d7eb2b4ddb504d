import type { RoleMapping } from '@callboard/access-principals';
import type { People } from './CatalogPeople';

/** Something that the catalog, with config, says of somebody. */
export interface Fact {
  kind: 'person' | 'membership' | 'role';
  principal: string;
  /** The group, or the role; empty for a person. */
  what: string;
  /** What gives the role; empty for others. */
  through: string;
}

/** What gives a role to whoever is in the catalog and has no other. */
export const NO_ROLE_IN_CONFIG = 'callboard.access.roles';

export function keyOf({ kind, principal, what, through }: Fact): string {
  return [kind, principal, what, through].join('\n');
}

/** Everything that gives or may give rights, fact by fact. */
export function factsOf(
  { persons }: People,
  mapping: Pick<RoleMapping, 'rolesOf'>,
): Fact[] {
  return persons.flatMap(({ ref, claims }) => {
    const roles = rolesWithSources(claims, mapping);
    return [
      { kind: 'person', principal: ref, what: '', through: '' },
      ...claims
        .filter(claim => claim !== ref)
        .map(group => ({
          kind: 'membership' as const,
          principal: ref,
          what: group,
          through: '',
        })),
      ...roles.map(({ role, through }) => ({
        kind: 'role' as const,
        principal: ref,
        what: role,
        through,
      })),
    ];
  });
}

/** Which claim gives which role; somebody in the catalog without any is a visitor. */
export function rolesWithSources(
  claims: string[],
  mapping: Pick<RoleMapping, 'rolesOf'>,
): { role: ReturnType<RoleMapping['rolesOf']>[number]; through: string }[] {
  const found = claims.flatMap(claim =>
    mapping.rolesOf([claim]).map(role => ({ role, through: claim })),
  );
  return found.length > 0
    ? found
    : [{ role: 'visitor', through: NO_ROLE_IN_CONFIG }];
}
