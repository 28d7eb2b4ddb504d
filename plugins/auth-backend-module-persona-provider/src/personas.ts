import {
  DEFAULT_NAMESPACE,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { Config } from '@backstage/config';
import { InputError, NotFoundError } from '@backstage/errors';

/** A demo person that anyone who reaches the portal may sign in as. */
export type Persona = {
  /** Full reference of a catalog user, such as `user:default/researcher`. */
  userEntityRef: string;
  /** Name of the role, such as `Researcher`. */
  title: string;
  /** Short name of what the person may do, such as `member`. */
  role: string;
  /** One sentence about the person. */
  description: string;
  /** What is worth trying as this person. */
  tryThis?: string;
  /** Heading under which the sign-in page lists the person. */
  group?: string;
};

export function normalizeUserRef(ref: string): string {
  return stringifyEntityRef(
    parseEntityRef(ref, {
      defaultKind: 'user',
      defaultNamespace: DEFAULT_NAMESPACE,
    }),
  );
}

/** Reads `auth.providers.persona`; a person listed twice is an error. */
export function readPersonas(config: Config): Persona[] {
  const seen = new Set<string>();
  return config.getConfigArray('people').map(person => {
    const userEntityRef = normalizeUserRef(person.getString('userEntityRef'));
    if (seen.has(userEntityRef)) {
      throw new InputError(
        `auth.providers.persona.people lists ${userEntityRef} twice`,
      );
    }
    seen.add(userEntityRef);
    return {
      userEntityRef,
      title: person.getString('title'),
      role: person.getString('role'),
      description: person.getString('description'),
      tryThis: person.getOptionalString('tryThis'),
      group: person.getOptionalString('group'),
    };
  });
}

/** Finds the person that a request asks for among those configured. */
export function selectPersona(personas: Persona[], requested: unknown) {
  if (typeof requested !== 'string' || requested === '') {
    throw new InputError(
      "The query parameter 'persona' must name one demo person, such as ?persona=user:default/researcher",
    );
  }
  const wanted = parseRequestedRef(requested);
  const persona = personas.find(p => p.userEntityRef === wanted);
  if (!persona) {
    throw new NotFoundError(
      `'${wanted}' is not one of the demo people in auth.providers.persona.people`,
    );
  }
  return persona;
}

function parseRequestedRef(requested: string): string {
  try {
    return normalizeUserRef(requested);
  } catch {
    throw new InputError(
      "The query parameter 'persona' is not an entity reference such as user:default/researcher",
    );
  }
}
