import { ConflictError, isError, stringifyError } from '@backstage/errors';
import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { notFound } from '@callboard/backend-access';
import {
  type Database,
  type Reader,
  readNow,
  type Writer,
} from '@callboard/backend-database';
import { InvalidFieldsError } from '@callboard/backend-openapi';
import { HOLDING_STATUSES } from '@callboard/backstage-plugin-service-requests-common';
import type { EnvironmentConfig } from '../environments';
import { checkEndDate, endOf } from '../requests/checkEndDate';
import type { RequestStore } from '../requests/RequestStore';
import type { Caller, RequestsService } from '../requests/RequestsService';
import { serviceEvent } from './serviceEvent';
import type { ServiceStore } from './ServiceStore';
import type { ServiceRecord } from './types';

const DAY_MS = 86_400_000;
const SYSTEM = 'system';
/** Why the portal asks for the end of something. */
export const ENDED = 'Its end date has passed';
const ATTEMPTS = 5;

class OpenedMeanwhileError extends ConflictError {}
class AskedMeanwhileError extends Error {}

interface Options {
  database: Database;
  environments: EnvironmentConfig[];
  logger: LoggerService;
  requests: RequestsService;
  services: ServiceStore;
  /** Of requests. */
  stores: RequestStore;
  /** How many days before the end people are warned; in descending order. */
  warnDays: number[];
}

/**
 * What has an end is warned of it, can be extended, and then a request for its
 * decommissioning is opened: nothing goes without review. Extending it takes
 * back a request that was opened so and is not merged yet; rejecting that
 * request lets the service be, until its end date is moved and passes again.
 */
export class ServiceEnds {
  readonly #options: Options;

  static create(options: Options): ServiceEnds {
    return new ServiceEnds(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  async schedule(scheduler: SchedulerService): Promise<void> {
    await scheduler.scheduleTask({
      id: 'service-requests-ends',
      frequency: { minutes: 15 },
      timeout: { minutes: 10 },
      initialDelay: { seconds: 20 },
      fn: () => this.run(),
    });
  }

  /** Warns of what ends soon and asks for the end of what has ended. */
  async run(): Promise<void> {
    const { database, logger, services, warnDays } = this.#options;
    const now = await database.read(readNow);
    const horizon = new Date(now + (warnDays[0] ?? 0) * DAY_MS)
      .toISOString()
      .slice(0, 10);
    const soon: string[] = await database.read(db =>
      services.endingBy(db, horizon),
    );
    for (const id of soon) {
      const service = await database.read(db => services.get(db, id));
      try {
        if (service && endOf(service.endDate!) <= now) {
          await this.#askForEnd(service);
        } else if (service) {
          await this.#warn(id);
        }
      } catch (error) {
        logger.warn(
          `The end of service ${id} could not be seen to: ${stringifyError(error)}`,
        );
      }
    }
  }

  /**
   * All or nothing: the date moves, and what was opened because of the old one
   * is taken back.
   *
   * @throws InputError (400) for a day that cannot be; ConflictError (409) for
   * what has no end, or is being decommissioned at this moment
   */
  async extend(
    id: string,
    endDate: string,
    caller: Pick<Caller, 'actor' | 'idempotency'>,
  ): Promise<ServiceRecord> {
    const { database } = this.#options;
    for (let attempt = 1; ; attempt++) {
      const opened = await database.read(db => this.#opened(db, id));
      try {
        return await database.write(
          tx => this.#move(tx, id, endDate, opened, caller.actor),
          caller.idempotency,
        );
      } catch (error) {
        if (!(error instanceof OpenedMeanwhileError) || attempt >= ATTEMPTS) {
          throw error;
        }
      }
    }
  }

  /** `opened` are the requests to take back, as they were known before the transaction. */
  async #move(
    tx: Writer,
    id: string,
    endDate: string,
    opened: string[],
    actor: string,
  ): Promise<ServiceRecord> {
    const { database, environments, requests, services, stores } =
      this.#options;
    // Requests before their services, as everywhere.
    for (const requestId of opened) {
      await stores.lock(tx, requestId);
    }
    const [before] = await services.lock(tx, [id]);
    if (!before) {
      throw notFound('service', id);
    }
    const now = await readNow(tx);
    const environment = environments.find(
      ({ name }) => name === before.environment,
    );
    const fields = checkEndDate(endDate, environment, now);
    if (fields.length > 0) {
      throw new InvalidFieldsError(fields);
    }
    if (before.removedAt !== undefined || before.phase === 'remove') {
      throw new ConflictError(`${before.name} is being removed, or gone`);
    }
    const open = await this.#opened(tx, id);
    if (open.some(requestId => !opened.includes(requestId))) {
      throw new OpenedMeanwhileError(
        'A request for its decommissioning is being opened; try again',
      );
    }
    const after: ServiceRecord = {
      ...before,
      endDate,
      warnedDays: undefined,
      version: before.version + 1,
      updatedAt: now,
    };
    await services.update(tx, after);
    await database.outbox.append(tx.knex, [
      serviceEvent('service.extended', actor, after, { before, at: now }),
    ]);
    for (const requestId of open) {
      await requests.endWithin(
        tx,
        requestId,
        {
          status: 'withdrawn',
          type: 'request.withdrawn',
          text: `Extended until ${endDate}`,
        },
        actor,
      );
    }
    return after;
  }

  async #warn(id: string): Promise<void> {
    const { database, services, warnDays } = this.#options;
    await database.write(async tx => {
      const [before] = await services.lock(tx, [id]);
      const now = await readNow(tx);
      const days = before && daysLeft(before, now);
      const step =
        days === undefined
          ? undefined
          : warnDays.filter(one => days <= one).at(-1);
      const isWarned =
        step === undefined ||
        (before.warnedDays !== undefined && before.warnedDays <= step);
      if (isWarned || before.phase === 'remove') {
        return;
      }
      const after: ServiceRecord = {
        ...before,
        warnedDays: step,
        version: before.version + 1,
        updatedAt: now,
      };
      await services.update(tx, after);
      await database.outbox.append(tx.knex, [
        serviceEvent('service.expiring', SYSTEM, after, {
          at: now,
          text: `It ends on ${after.endDate}`,
        }),
      ]);
    });
  }

  async #askForEnd(service: ServiceRecord): Promise<void> {
    const { database } = this.#options;
    if (!(await database.read(db => this.#isToBeAsked(db, service)))) {
      return;
    }
    try {
      await this.#open(service, true);
    } catch (error) {
      if (!isError(error) || error.name !== 'NotAllowedError') {
        throw error;
      }
      // Something is in the way: its owners get a draft, and see what.
      await this.#open(service, false);
    }
  }

  /**
   * Nothing is under way on it, and no reviewer has said that it stays: what was
   * rejected is rejected for this end date. What was withdrawn or has expired
   * is nobody's decision, and is asked again a day later.
   */
  async #isToBeAsked(db: Reader, service: ServiceRecord): Promise<boolean> {
    const { stores } = this.#options;
    const isUnderWay =
      service.changeRequestId !== undefined ||
      service.phase === 'remove' ||
      service.removedAt !== undefined ||
      (await this.#openRequests(db, service.id)).length > 0;
    if (isUnderWay) {
      return false;
    }
    const last = await stores.latestAutomatic(
      db,
      service.id,
      endOf(service.endDate!),
    );
    return (
      !last ||
      (last.status !== 'rejected' &&
        last.statusSince + DAY_MS <= (await readNow(db)))
    );
  }

  async #open(service: ServiceRecord, submit: boolean): Promise<void> {
    const { requests, services } = this.#options;
    try {
      await requests.create(
        {
          title: `${service.name} has reached its end date`,
          environment: service.environment,
          owner: service.owner,
          reason: `${ENDED}: ${service.endDate}`,
          items: [
            {
              offering: service.offering,
              operation: 'decommission',
              targetRef: service.entityRef,
              confirm: service.name,
            },
          ],
          submit,
        },
        { actor: SYSTEM, parties: [SYSTEM] },
        {
          automatic: ENDED,
          // Once, on however many backends; and not for an end that has moved.
          guard: async tx => {
            const [now] = await services.lock(tx, [service.id]);
            if (
              now?.endDate !== service.endDate ||
              !(await this.#isToBeAsked(tx, now))
            ) {
              throw new AskedMeanwhileError();
            }
          },
        },
      );
    } catch (error) {
      if (!(error instanceof AskedMeanwhileError)) {
        throw error;
      }
    }
  }

  /** What the portal has opened for its end and could be taken back, in the order of ids. */
  async #opened(db: Reader, serviceId: string): Promise<string[]> {
    const open = await this.#openRequests(db, serviceId);
    return open
      .filter(({ automatic }) => automatic === ENDED)
      .map(({ id }) => id)
      .sort();
  }

  /** Those that change it; and what was opened for its owners, handed in or not. */
  async #openRequests(
    db: Reader,
    serviceId: string,
  ): Promise<{ id: string; automatic?: string }[]> {
    const open = await this.#options.stores.openOn(
      db,
      [serviceId],
      [...HOLDING_STATUSES, 'draft'],
    );
    return open.filter(
      ({ status, automatic }) => status !== 'draft' || automatic === ENDED,
    );
  }
}

function daysLeft(service: ServiceRecord, now: number): number {
  return Math.ceil((endOf(service.endDate!) - now) / DAY_MS);
}
