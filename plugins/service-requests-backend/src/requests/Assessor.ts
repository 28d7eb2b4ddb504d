import type { Database } from '@callboard/backend-database';
import type { FieldError } from '@callboard/backend-openapi';
import type {
  Operation,
  Verdict,
} from '@callboard/backstage-plugin-service-requests-common';
import type { GitOpsBackend } from '@callboard/backstage-plugin-service-requests-node';
import { estimateCost, type PriceTable } from '../cost';
import type { EnvironmentConfig } from '../environments';
import type { ManifestFile } from '../offerings';
import type { PolicyEngine } from '../policies';
import type { QuotaLedger } from '../quotas';
import { renderChange, renderService } from '../render';
import { renderContextOf } from '../services/renderContextOf';
import { folderOf } from '../services/types';
import { checkEndDate } from './checkEndDate';
import { ItemCheck, problem } from './ItemCheck';
import type { ManifestCheck } from './ManifestCheck';
import { manifestHash } from './manifestHash';
import type { NameStore } from './NameStore';
import {
  type Outcome,
  outcomesOf,
  toPolicyItem,
  toQuotaItem,
  worstRisk,
} from './outcomes';
import type { PreparedItem } from './prepareItems';
import type { Assessment, RequestRecord, RevisionFile } from './types';

/** A request as far as it has been thought of. */
export interface Assessable extends Pick<
  RequestRecord,
  | 'id'
  | 'title'
  | 'environment'
  | 'regions'
  | 'owner'
  | 'requestedBy'
  | 'costCentre'
  | 'endDate'
  | 'reason'
> {
  items: PreparedItem[];
}

export interface Assessed extends Assessment {
  files: RevisionFile[];
  baseSha: string;
  manifestHash: string;
  outcomes: Outcome[];
}

/** Who depends on something, as the catalog says. */
export interface DependentsReader {
  /** How many catalog entities depend on this one. */
  count(entityRef: string): Promise<number>;
}

interface Options {
  database: Database;
  environments: EnvironmentConfig[];
  gitops: GitOpsBackend;
  manifests: ManifestCheck;
  policies: Pick<PolicyEngine, 'evaluate'>;
  quotas: Pick<QuotaLedger, 'count' | 'assess'>;
  prices: PriceTable;
  names: NameStore;
  dependents: DependentsReader;
}

/**
 * Works out everything about a request that does not need a person: what is
 * missing, which files it would change and how, what policy and quotas say,
 * what it costs and risks. It keeps nothing and locks nothing: what must not be
 * raced for (names, quotas) is decided again under locks when a request is
 * handed in.
 */
export class Assessor {
  readonly #options: Options;
  readonly #items: ItemCheck;

  static create(options: Options): Assessor {
    return new Assessor(options);
  }

  private constructor(options: Options) {
    this.#options = options;
    this.#items = ItemCheck.create(options);
  }

  environment(name: string): EnvironmentConfig | undefined {
    return this.#options.environments.find(one => one.name === name);
  }

  /** How many people must approve it. */
  approvalsNeeded(request: {
    environment: string;
    items: { operation: Operation }[];
  }): number {
    const reviewers = this.environment(request.environment)?.reviewers ?? 1;
    const removes = request.items.some(
      ({ operation }) => operation === 'decommission',
    );
    return removes ? Math.max(2, reviewers) : reviewers;
  }

  /** `now` is epoch milliseconds. */
  async assess(request: Assessable, now: number): Promise<Assessed> {
    const { gitops, manifests } = this.#options;
    const baseSha = await gitops.head();
    const fields: FieldError[] = [];
    const environment = this.environment(request.environment);
    if (!environment) {
      fields.push(
        problem('environment', `names no environment: ${request.environment}`),
      );
    }
    fields.push(...checkEndDate(request.endDate, environment, now));
    const creates = request.items.some(item => item.operation === 'create');
    if (creates && request.regions.length === 0) {
      fields.push(problem('regions', 'must name where it is to be made'));
    }
    const outcomes: Outcome[] = [];
    const files: RevisionFile[] = [];
    const refused: Verdict[] = [];
    for (const [index, item] of request.items.entries()) {
      const found = await this.#items.check(item, index, request);
      fields.push(...found);
      if (environment && item.definition && found.length === 0) {
        const made = outcomesOf(item, index, item.definition);
        outcomes.push(...made);
        try {
          for (const outcome of made) {
            const own = await this.#filesOf(
              outcome,
              request,
              environment,
              baseSha,
            );
            files.push(...own);
            refused.push(
              ...(await manifests.check({ ...outcome, files: own })),
            );
          }
        } catch (error) {
          fields.push(
            problem(
              `items/${index}`,
              `cannot be rendered: ${(error as Error).message}`,
            ),
          );
        }
      }
    }
    const cost = estimateCost({
      prices: this.#options.prices,
      items: outcomes.map(({ item, region, definition, current, desired }) => ({
        index: item,
        region,
        offering: definition,
        before: current,
        after: desired,
      })),
    });
    const { quotas, verdicts: limits } = await this.#quotas(request, outcomes);
    const verdicts = environment
      ? this.#options.policies.evaluate({
          request: { ...request, items: outcomes.map(toPolicyItem) },
          environment,
          quotas,
          cost,
          now,
        })
      : [];
    return {
      fields,
      verdicts: [
        ...verdicts,
        ...limits,
        ...refused,
        ...(await this.#dependents(outcomes)),
      ],
      quotas,
      cost,
      risk: worstRisk(outcomes),
      files,
      baseSha,
      manifestHash: manifestHash(files),
      outcomes,
    };
  }

  /** What the request would take of each quota. */
  amounts(
    request: Pick<RequestRecord, 'owner' | 'environment'>,
    outcomes: Outcome[],
  ) {
    const environment = this.environment(request.environment);
    return environment
      ? this.#options.quotas.count(
          { owner: request.owner, environment },
          outcomes.map(outcome => toQuotaItem(outcome, this.#options.prices)),
        )
      : [];
  }

  async #filesOf(
    outcome: Outcome,
    request: Assessable,
    environment: EnvironmentConfig,
    baseSha: string,
  ): Promise<RevisionFile[]> {
    const { gitops } = this.#options;
    const { definition, current, desired, item } = outcome;
    const folder = folderOf({
      environment: environment.name,
      region: outcome.region,
      name: outcome.name,
    });
    const paths = await gitops.listFiles(folder, baseSha);
    const before = await Promise.all(
      paths.map(async (path): Promise<ManifestFile> => ({
        path: path.slice(folder.length + 1),
        content: (await gitops.readFile(path, baseSha)) ?? '',
      })),
    );
    const context = renderContextOf(
      outcome.target ?? { ...request, ...outcome, requestId: request.id },
      outcome.serviceId,
      environment,
    );
    if (!desired) {
      return before.map(({ path, content }) => ({
        path: `${folder}/${path}`,
        item,
        before: content,
      }));
    }
    if (!current && before.length > 0) {
      throw new Error(`${folder} is there already in the repository`);
    }
    const after = current
      ? renderChange(definition, before, current, desired, context)
      : renderService(definition, desired, context);
    return after.map(({ path, content }) => ({
      path: `${folder}/${path}`,
      item,
      before: before.find(file => file.path === path)?.content,
      after: content,
    }));
  }

  async #quotas(request: Assessable, outcomes: Outcome[]) {
    const { database, quotas } = this.#options;
    const amounts = this.amounts(request, outcomes);
    return database.read(db =>
      quotas.assess(db, { requestId: request.id, amounts }),
    );
  }

  async #dependents(outcomes: Outcome[]): Promise<Verdict[]> {
    const verdicts: Verdict[] = [];
    for (const { operation, target, item } of outcomes) {
      if (operation === 'decommission' && target) {
        const count = await this.#options.dependents.count(target.entityRef);
        if (count > 0) {
          verdicts.push({
            policy: 'no-dependents',
            result: 'deny',
            item,
            message: `${count} ${count === 1 ? 'entity' : 'entities'} in the catalog ${count === 1 ? 'depends' : 'depend'} on ${target.name}`,
            passes:
              'Let them use something else first, and take the relation out of their catalog files',
          });
        }
      }
    }
    return verdicts;
  }
}
