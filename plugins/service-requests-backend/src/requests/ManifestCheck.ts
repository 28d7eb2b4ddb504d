import { setTimeout as sleep } from 'node:timers/promises';
import type { Verdict } from '@callboard/backstage-plugin-service-requests-common';
import { parseAllDocuments } from 'yaml';
import type { CrdValidator, KindRef } from '../crds';
import type { OfferingDefinition } from '../offerings';
import type { RevisionFile } from './types';

const POLICY = 'cluster-takes-it';
/** More say no more: a template that is wrong is wrong in many places. */
const MOST_SAID = 5;
/** How long a cluster is waited for that has not said yet what a kind is. */
const PATIENCE_MS = 5_000;
/** How soon it is asked again for what it did not know. */
const ASK_AGAIN_MS = 60_000;

/** What one item would put into one region's folder. */
export interface Rendered {
  item: number;
  definition: OfferingDefinition;
  files: RevisionFile[];
}

/**
 * Holds what a request renders against the definitions of the cluster: an
 * offering is checked with its example only, and other values may be refused, or
 * the cluster may have changed since. An API server drops what it does not know
 * without a word, and what it refuses is seen only after the merge.
 *
 * A cluster that cannot be asked right now is no reason to turn somebody away:
 * it has the last word anyway. Then the verdict says that nobody has looked.
 */
export class ManifestCheck {
  readonly #crds: CrdValidator;
  readonly #patienceMs: number;
  readonly #asked = new Map<string, { at: number; answer: Promise<boolean> }>();

  static create(options: {
    crds: CrdValidator;
    patienceMs?: number;
  }): ManifestCheck {
    return new ManifestCheck(options.crds, options.patienceMs ?? PATIENCE_MS);
  }

  private constructor(crds: CrdValidator, patienceMs: number) {
    this.#crds = crds;
    this.#patienceMs = patienceMs;
  }

  async check({ item, definition, files }: Rendered): Promise<Verdict[]> {
    if (!this.#crds.isConfigured) {
      return [];
    }
    const objects = files.flatMap(({ path, after }): KindRef[] =>
      after !== undefined && path.endsWith('.yaml')
        ? parseAllDocuments(after).map(document => document.toJS())
        : [],
    );
    // All at once, so that a silent cluster is waited for once and not for each.
    await Promise.all(objects.map(object => this.#hasLearnt(object)));
    const verdicts: Verdict[] = [];
    for (const object of objects) {
      verdicts.push(...(await this.#checkObject(object, item, definition)));
    }
    return verdicts.slice(0, MOST_SAID);
  }

  async #checkObject(
    object: KindRef,
    item: number,
    definition: OfferingDefinition,
  ): Promise<Verdict[]> {
    const what = `${object.apiVersion} ${object.kind}`;
    if (!(await this.#hasLearnt(object))) {
      return [
        {
          policy: POLICY,
          result: 'warn',
          item,
          message: `Whether the cluster takes ${what} could not be found out: it does not answer`,
          passes: 'It is looked at again at approval and at the merge',
        },
      ];
    }
    return this.#crds.validate(object).map(({ field, message }): Verdict => {
      const wrong = message.includes(field) ? message : `${field}: ${message}`;
      const parameter = parameterOf(
        definition,
        object.kind,
        `${field} ${message}`,
      );
      return {
        policy: POLICY,
        result: 'deny',
        item,
        field: parameter && `/${parameter}`,
        message: parameter
          ? `The cluster would not take “${titleOf(definition, parameter)}” like this (${what}): ${wrong}`
          : `The cluster would not take what ${definition.title} makes of this (${what}): ${wrong}`,
        passes: parameter
          ? 'Choose something else there'
          : 'Choose something else, or tell whoever looks after this offering',
      };
    });
  }

  /** Whether the cluster has said what it knows of the kind, now or before. */
  async #hasLearnt(kind: KindRef): Promise<boolean> {
    if (this.#crds.knows(kind)) {
      return true;
    }
    const key = `${kind.apiVersion} ${kind.kind}`;
    const now = performance.now();
    let asked = this.#asked.get(key);
    if (!asked || now - asked.at > ASK_AGAIN_MS) {
      asked = {
        at: now,
        answer: this.#crds.learn([kind]).then(
          () => true,
          () => false,
        ),
      };
      this.#asked.set(key, asked);
    }
    return Promise.race([
      asked.answer,
      // However often it is asked meanwhile, it is the same question.
      sleep(Math.max(0, this.#patienceMs - (now - asked.at)), false, {
        ref: false,
      }),
    ]);
  }
}

/** Which parameter is written where the complaint points at. */
function parameterOf(
  { manifests, observed }: OfferingDefinition,
  kind: string,
  complaint: string,
): string | undefined {
  const ids = manifests
    .filter(({ template }) => template.kind === kind)
    .map(({ id }) => id);
  return observed.leaves.find(
    leaf => ids.includes(leaf.manifest) && names(complaint, leaf.spec),
  )?.parameter;
}

/** The path, and not one that only begins like it. */
function names(complaint: string, path: string): boolean {
  const at = complaint.indexOf(path);
  return at >= 0 && !/\w/.test(complaint.charAt(at + path.length));
}

function titleOf(
  { parameters }: OfferingDefinition,
  parameter: string,
): string {
  const { title } = parameters.properties[parameter] ?? {};
  return typeof title === 'string' ? title : parameter;
}
