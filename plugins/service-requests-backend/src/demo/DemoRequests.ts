import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { NotAllowedError, stringifyError } from '@backstage/errors';
import { readNow } from '@callboard/backend-database';
import type { RequestRecord } from '../requests/types';
import type { Reviewer } from '../requests/ReviewService';
import type { Engine } from '../services';
import { type DemoRequest, readDemoFile } from './demoFile';

const KEY = 'callboard.demo.requests';
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** How long a step of the demo may take. */
const PATIENCE_MS = 60_000;

/**
 * Files the requests that the configuration names, those that are not there yet,
 * and takes them as far as they say, by the same ways as people do. The
 * people are made up, so a backend that is not a development one refuses to
 * start with it.
 */
export class DemoRequests {
  readonly #engine: Engine;
  readonly #logger: LoggerService;
  readonly #requests: DemoRequest[];

  static async create(options: {
    config: Config;
    engine: Engine;
    logger: LoggerService;
    /** Tells the environment the backend runs in; `NODE_ENV` unless given. */
    getEnvironment?: () => string | undefined;
  }): Promise<DemoRequests> {
    const { config, engine, logger } = options;
    const { getEnvironment = () => process.env.NODE_ENV } = options;
    const path = config.getOptionalString(KEY);
    const environment = getEnvironment();
    if (path && environment !== 'development') {
      throw new NotAllowedError(
        `Demo data (${KEY}) is refused outside development: NODE_ENV is '${
          environment ?? ''
        }'. Remove ${KEY} from the configuration.`,
      );
    }
    return new DemoRequests(
      engine,
      logger,
      path ? await readDemoFile(path) : [],
    );
  }

  private constructor(
    engine: Engine,
    logger: LoggerService,
    requests: DemoRequest[],
  ) {
    this.#engine = engine;
    this.#logger = logger;
    this.#requests = requests;
  }

  /**
   * Once the engine runs; goes on where an earlier start left off. One that does
   * not work out is said, and left.
   */
  async run(signal: AbortSignal): Promise<void> {
    for (const request of this.#requests) {
      if (signal.aborted) {
        return;
      }
      try {
        const filed =
          (await this.#find(request)) ?? (await this.#file(request));
        const isOpen = ['submitted', 'approved', 'pr_open'].includes(
          filed.status,
        );
        if (isOpen && request.approvedBy.length > 0) {
          await this.#bringAbout(filed, request.approvedBy, signal);
        }
      } catch (error) {
        this.#logger.warn(
          `The demo’s request “${request.title}” was not filed: ${stringifyError(error)}`,
        );
      }
    }
  }

  async #find({ title, by }: DemoRequest): Promise<RequestRecord | undefined> {
    const { database, requests, requestsService } = this.#engine;
    const id = await database.read(db => requests.findByTitle(db, title, by));
    return id === undefined ? undefined : requestsService.get(id);
  }

  async #file(demo: DemoRequest): Promise<RequestRecord> {
    const { database, requestsService, review } = this.#engine;
    const now = await database.read(readNow);
    const target = demo.items.find(item => item.targetRef)?.targetRef;
    const service =
      target === undefined
        ? undefined
        : await database.read(db =>
            this.#engine.services.byEntityRef(db, target),
          );
    const filed = await requestsService.create(
      {
        title: demo.title,
        environment: demo.environment,
        regions: demo.regions,
        items: demo.items,
        owner: demo.owner ?? service?.owner ?? demo.by,
        costCentre: demo.costCentre,
        reason: demo.reason,
        endDate:
          demo.endInDays === undefined
            ? undefined
            : new Date(now + demo.endInDays * DAY_MS)
                .toISOString()
                .slice(0, 10),
        submit: true,
      },
      { actor: demo.by, parties: [demo.by] },
    );
    for (const { by, text } of demo.comments) {
      await review.comment(filed.id, text, { actor: by, parties: [by] });
    }
    if (demo.sentBack) {
      const { by, text } = demo.sentBack;
      await review.requestChanges(filed.id, text, reviewer(by));
    }
    if (demo.waitingHours !== undefined) {
      await this.#backdate(filed, demo.waitingHours * HOUR_MS);
    }
    return requestsService.get(filed.id);
  }

  async #bringAbout(
    { id, revision }: RequestRecord,
    reviewers: string[],
    signal: AbortSignal,
  ): Promise<void> {
    const { database, merges, review, reviews } = this.#engine;
    const stored = await database.read(db =>
      reviews.revision(db, id, revision),
    );
    for (const by of reviewers) {
      await review
        .approve(
          id,
          { revision, manifestHash: stored!.manifestHash },
          reviewer(by),
        )
        .catch(ignoreConflict);
    }
    const open = await this.#until(id, signal, ['pr_open', 'ready']);
    if (open?.status === 'pr_open') {
      await merges.merge(id, {}, { actor: reviewers[0] }).catch(ignoreConflict);
    }
    await this.#until(id, signal, ['ready']);
  }

  async #until(
    id: string,
    signal: AbortSignal,
    statuses: string[],
  ): Promise<RequestRecord | undefined> {
    const until = Date.now() + PATIENCE_MS;
    while (!signal.aborted && Date.now() < until) {
      const request = await this.#engine.requestsService.get(id);
      if (statuses.includes(request.status)) {
        return request;
      }
      await sleep(200);
    }
    return undefined;
  }

  /** As if it had been handed in then. */
  async #backdate({ id }: RequestRecord, ms: number): Promise<void> {
    const { database, requests } = this.#engine;
    await database.write(async tx => {
      const request = await requests.lock(tx, id);
      if (request) {
        await requests.update(tx, {
          ...request,
          submittedAt: request.submittedAt! - ms,
          statusSince: request.statusSince - ms,
          dueAt: request.dueAt! - ms,
        });
      }
    });
  }
}

function reviewer(ref: string): Reviewer {
  return { actor: ref, parties: [ref], claims: [ref], overrules: false };
}

/** What is done already is done: by an earlier start, or by the environment itself. */
function ignoreConflict(error: Error): void {
  if (error.name !== 'ConflictError') {
    throw error;
  }
}
