import type { FieldError } from '@callboard/backstage-plugin-service-requests-common';
import { checkMetadata } from './checkMetadata';
import { checkStructure } from './checkStructure';
import { checkRules } from './checkRules';
import type {
  CrdSource,
  CustomResourceDefinition,
  KindRef,
  StructuralSchema,
} from './types';
import { withDefaults } from './withDefaults';

interface Served {
  scope: 'Namespaced' | 'Cluster';
  schema: StructuralSchema;
}

/**
 * Validates objects against CustomResourceDefinitions as strictly as a reviewer
 * would want: a field that the definition does not know is an error, where an
 * API server would drop it without a word and provision something else. The
 * definitions' own rules (`x-kubernetes-validations`, CEL) are evaluated after
 * their defaults have been filled in, as an API server does: the schema alone
 * passes an RDS Instance without an instance class.
 *
 * Where no definitions are configured, nothing is known to be wrong.
 */
export class CrdValidator {
  readonly #source: CrdSource | undefined;
  readonly #kinds = new Map<string, Map<string, Served>>();

  static async create(source: CrdSource | undefined): Promise<CrdValidator> {
    const validator = new CrdValidator(source);
    validator.#add((await source?.load?.()) ?? []);
    return validator;
  }

  private constructor(source: CrdSource | undefined) {
    this.#source = source;
  }

  /** Whether anything is validated at all. */
  get isConfigured(): boolean {
    return this.#source !== undefined;
  }

  /** Whether there is a definition of this kind, in whatever version. */
  knows({ apiVersion, kind }: KindRef): boolean {
    return this.#kinds.has(keyOf(apiVersion, kind));
  }

  /** Reads definitions that are not known yet, where they are read one by one. */
  async learn(kinds: KindRef[]): Promise<void> {
    const unknown = kinds.filter(kind => !this.knows(kind));
    if (unknown.length > 0) {
      this.#add((await this.#source?.loadKinds?.(unknown)) ?? []);
    }
  }

  #add(documents: unknown[]): void {
    for (const { spec } of documents.filter(isDefinition)) {
      const versions = spec.versions.filter(version => version.served);
      this.#kinds.set(
        `${spec.group}/${spec.names.kind}`,
        new Map(
          versions.map(version => [
            version.name,
            {
              scope: spec.scope,
              schema: version.schema?.openAPIV3Schema ?? {
                type: 'object',
                'x-kubernetes-preserve-unknown-fields': true,
              },
            },
          ]),
        ),
      );
    }
  }

  /** What is wrong with an object; fields as `spec.forProvider.region`. */
  validate(object: unknown): FieldError[] {
    if (!this.isConfigured) {
      return [];
    }
    if (!isObject(object)) {
      return [{ field: '', message: 'A manifest is an object' }];
    }
    const served = this.#find(object);
    if ('field' in served) {
      return [served];
    }
    const whole = withDefaults(served.schema, object) as Record<
      string,
      unknown
    >;
    const errors = [
      ...checkMetadata(whole, served.scope),
      ...checkStructure(rootSchema(served.schema), whole, ''),
    ];
    return errors.length > 0 ? errors : checkRules(served.schema, whole, '');
  }

  #find(object: Record<string, unknown>): Served | FieldError {
    const apiVersion = String(object.apiVersion);
    const kind = String(object.kind);
    const [group, version] = apiVersion.split('/');
    const versions = this.#kinds.get(keyOf(apiVersion, kind));
    if (!versions) {
      return {
        field: 'kind',
        message: `${apiVersion} ${kind} is not among the definitions that are known here`,
      };
    }
    return (
      versions.get(version) ?? {
        field: 'apiVersion',
        message: `${kind} of ${group} is not served as ${version}, only as ${[...versions.keys()].join(', ')}`,
      }
    );
  }
}

/** A kind is defined for all versions of its group at once. */
function keyOf(apiVersion: string, kind: string): string {
  return `${apiVersion.split('/')[0]}/${kind}`;
}

/** At the root these three are always there, whatever the definition says. */
function rootSchema(schema: StructuralSchema): StructuralSchema {
  return {
    ...schema,
    properties: {
      ...schema.properties,
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      metadata: {
        type: 'object',
        'x-kubernetes-preserve-unknown-fields': true,
      },
    },
  };
}

function isDefinition(value: unknown): value is CustomResourceDefinition {
  return (
    isObject(value) &&
    value.kind === 'CustomResourceDefinition' &&
    isObject(value.spec) &&
    typeof value.spec.group === 'string' &&
    isObject(value.spec.names) &&
    Array.isArray(value.spec.versions)
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
