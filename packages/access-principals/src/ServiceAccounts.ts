import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  isRole,
  Principal,
  Role,
  roles,
  ServiceAccount,
} from '@callboard/access-policy';
import { toClaim } from './RoleMapping';

const CONFIG_KEY = 'callboard.access.serviceAccounts';

/**
 * The tokens of CI jobs and agents that stand for an account: which roles, on
 * which sites, and who answers for it.
 */
export class ServiceAccounts {
  readonly #bySubject: Map<string, { roles: Role[]; account: ServiceAccount }>;

  /** Throws an error that names the key for anything it cannot understand. */
  static fromConfig(config: Config): ServiceAccounts {
    const bySubject = new Map<
      string,
      { roles: Role[]; account: ServiceAccount }
    >();
    const sections = config.getOptionalConfigArray(CONFIG_KEY) ?? [];
    for (const [index, section] of sections.entries()) {
      const key = `${CONFIG_KEY}[${index}]`;
      const subject = section.getString('subject');
      if (bySubject.has(subject)) {
        throw new InputError(`${key}: there is another account '${subject}'`);
      }
      if (subject.startsWith('plugin:')) {
        throw new InputError(
          `${key}: '${subject}' is a plugin of this portal, not a token from outside`,
        );
      }
      bySubject.set(subject, {
        roles: section
          .getStringArray('roles')
          .map(name => toRole(name, `${key}.roles`)),
        account: {
          title: section.getOptionalString('title') ?? subject,
          owner: toClaim(section.getString('owner'), `${key}.owner`),
          sites: toSites(section, key),
        },
      });
    }
    return new ServiceAccounts(bySubject);
  }

  private constructor(
    bySubject: Map<string, { roles: Role[]; account: ServiceAccount }>,
  ) {
    this.#bySubject = bySubject;
  }

  /** The principal behind a token; one without an account has no rights. */
  principalOf(subject: string): Principal {
    const known = this.#bySubject.get(subject);
    return {
      kind: 'service',
      ref: subject,
      claims: known ? [subject] : [],
      roles: [...(known?.roles ?? [])],
      ...(known ? { account: known.account } : {}),
    };
  }

  /** All that there are, by subject. */
  all(): Principal[] {
    return [...this.#bySubject.keys()].map(subject =>
      this.principalOf(subject),
    );
  }
}

function toRole(name: string, key: string): Role {
  if (!isRole(name) || name === 'visitor') {
    const known = roles.filter(role => role !== 'visitor').join(', ');
    throw new InputError(
      `${key} names '${name}'; a service account may be: ${known}`,
    );
  }
  return name;
}

/** Whoever means all sites says so: a missing key is no way to get them. */
function toSites(section: Config, key: string): string[] | 'all' {
  const sites = section.get('sites');
  if (sites === 'all') {
    return 'all';
  }
  return section.getStringArray('sites').map((ref, index) => {
    try {
      return stringifyEntityRef(
        parseEntityRef(ref, {
          defaultKind: 'resource',
          defaultNamespace: 'default',
        }),
      );
    } catch (error) {
      throw new InputError(
        `${key}.sites[${index}]: '${ref}' is not an entity ref`,
        error,
      );
    }
  });
}
