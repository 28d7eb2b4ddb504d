import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { type Clock, readNow } from '@callboard/backend-database';
import type {
  NewItem,
  RequestStatus,
} from '@callboard/backstage-plugin-service-requests-common';
import type { Knex } from 'knex';
import { readServiceRequestsConfig } from '../config';
import { createControlPlane, readControlPlaneConfig } from '../controlPlane';
import { openDatabase } from '../database/openDatabase';
import { readEnvironments } from '../environments';
import { EmbeddedGitOps } from '../gitops';
import { createOfferings, readOfferingsConfig } from '../offerings';
import { readPolicies } from '../policies';
import { readQuotas } from '../quotas';
import type { RequestRecord } from '../requests/types';
import type { Reviewer } from '../requests/ReviewService';
import { createEngine } from '../services';
import { serviceRequestsConfig } from './startPortal';

export const DEVELOPER = 'user:default/developer';

export type TestEngine = Awaited<ReturnType<typeof startEngine>>;

/** The engine without HTTP and permissions, by a clock that a test sets. */
export async function startEngine(
  knex: Knex,
  options: { clock?: Clock; dependents?: number; config?: object } = {},
) {
  const directory = mkdtempSync(path.join(tmpdir(), 'callboard-engine-'));
  const logger = mockServices.logger.mock();
  logger.child.mockReturnValue(logger);
  const root = new ConfigReader({
    callboard: {
      serviceRequests: {
        ...serviceRequestsConfig,
        gitops: { directory: path.join(directory, 'gitops.git') },
        ...options.config,
      },
    },
  });
  const config = readServiceRequestsConfig(root);
  const database = await openDatabase({ knex, clock: options.clock });
  const gitops = await EmbeddedGitOps.create({ ...config.gitops, logger });
  const { crds, offerings, prices } = await createOfferings({
    config: readOfferingsConfig(root),
    database,
    logger,
  });
  const plane = readControlPlaneConfig(root);
  const dependents = { count: options.dependents ?? 0 };
  const engine = createEngine({
    appUrl: 'http://portal.example.com',
    config,
    controlPlane: createControlPlane({
      config: plane,
      database,
      gitops,
      logger,
      offerings: () => offerings.definitions(),
    }),
    crds,
    database,
    dependents: { count: async () => dependents.count },
    environments: readEnvironments(root),
    gitops,
    logger,
    offerings,
    policies: readPolicies(root),
    prices,
    quotas: readQuotas(root),
    timeouts: plane.timeouts,
  });
  engine.start();

  async function until(
    id: string,
    ...statuses: RequestStatus[]
  ): Promise<RequestRecord> {
    let last = await engine.requestsService.get(id);
    for (let attempt = 0; attempt < 400; attempt++) {
      if (statuses.includes(last.status)) {
        return last;
      }
      await sleep(25);
      last = await engine.requestsService.get(id);
    }
    throw new Error(`The request stays ${last.status}: ${last.statusReason}`);
  }

  const asked = (items: NewItem[], more = {}) =>
    engine.requestsService.create(
      {
        title: 'What is needed',
        environment: 'staging',
        regions: ['eu-west-1'],
        owner: DEVELOPER,
        items,
        submit: true,
        ...more,
      },
      { actor: DEVELOPER, parties: [DEVELOPER] },
    );

  async function bringAbout(request: RequestRecord): Promise<RequestRecord> {
    const stored = await database.read(db =>
      engine.reviews.revision(db, request.id, request.revision),
    );
    const needed = engine.assessor.approvalsNeeded(request);
    for (const by of ['first', 'second'].slice(0, needed)) {
      await engine.review.approve(
        request.id,
        { revision: request.revision, manifestHash: stored!.manifestHash },
        reviewer(`user:default/${by}`),
      );
    }
    await until(request.id, 'pr_open');
    await engine.merges.merge(
      request.id,
      { confirm: request.items.map(({ name }) => name).join(',') },
      { actor: 'user:default/first' },
    );
    return until(request.id, 'ready', 'removed');
  }

  return {
    ...engine,
    asked,
    bringAbout,
    dependents,
    directory,
    gitops,
    now: () => database.read(readNow),
    until,
    /** Types of what was announced of one aggregate, in order. */
    async eventsOf(aggregate: string): Promise<string[]> {
      return database.read(db =>
        db
          .knex('outbox_event')
          .where({ aggregate })
          .orderBy('sequence')
          .pluck('type'),
      );
    },
    async close() {
      await engine.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

export function reviewer(ref: string): Reviewer {
  return { actor: ref, parties: [ref], claims: [ref], overrules: false };
}
