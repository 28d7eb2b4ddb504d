import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { isRole, Role, roles } from '@callboard/access-policy';

const CONFIG_KEY = 'callboard.access.roles';

/** Which groups and users have which role, as the portal's config says. */
export class RoleMapping {
  readonly #rolesByRef: Map<string, Set<Role>>;

  /** Throws an error that names the key for anything it cannot understand. */
  static fromConfig(config: Config): RoleMapping {
    const rolesByRef = new Map<string, Set<Role>>();
    const section = config.getOptionalConfig(CONFIG_KEY);
    for (const name of section?.keys() ?? []) {
      const role = assignableRole(name);
      for (const [index, ref] of section!.getStringArray(name).entries()) {
        const claim = toClaim(ref, `${CONFIG_KEY}.${name}[${index}]`);
        const held = rolesByRef.get(claim) ?? new Set();
        rolesByRef.set(claim, held.add(role));
      }
    }
    return new RoleMapping(rolesByRef);
  }

  private constructor(rolesByRef: Map<string, Set<Role>>) {
    this.#rolesByRef = rolesByRef;
  }

  /** Whether config gives those who have this claim a role. */
  givesRole(claim: string): boolean {
    return this.#rolesByRef.has(claim);
  }

  rolesOf(claims: string[]): Role[] {
    const held = new Set(
      claims.flatMap(claim => [...(this.#rolesByRef.get(claim) ?? [])]),
    );
    return roles.filter(role => held.has(role));
  }
}

function assignableRole(name: string): Role {
  if (name === 'site-admin') {
    throw new InputError(
      `${CONFIG_KEY} cannot give the role 'site-admin': each site names its own admins`,
    );
  }
  if (!isRole(name)) {
    const known = roles.filter(role => role !== 'site-admin').join(', ');
    throw new InputError(
      `${CONFIG_KEY} names an unknown role '${name}', known roles are: ${known}`,
    );
  }
  return name;
}

export function toClaim(ref: string, key: string): string {
  let kind: string;
  let claim: string;
  try {
    const parsed = parseEntityRef(ref);
    kind = parsed.kind.toLocaleLowerCase('en-US');
    claim = stringifyEntityRef(parsed);
  } catch (error) {
    throw new InputError(`${key}: '${ref}' is not an entity ref`, error);
  }
  if (kind !== 'user' && kind !== 'group') {
    throw new InputError(
      `${key}: '${ref}' is neither a group nor a user, and only those have roles`,
    );
  }
  return claim;
}
