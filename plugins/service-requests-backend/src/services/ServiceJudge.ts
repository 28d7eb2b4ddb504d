import { isDeepStrictEqual } from 'node:util';
import {
  type Database,
  readNow,
  type Writer,
} from '@callboard/backend-database';
import type { RequestStatus } from '@callboard/backstage-plugin-service-requests-common';
import { CONVERGING_STATUSES } from '@callboard/backstage-plugin-service-requests-common';
import { type Judgement, judge, type Timeouts } from '../convergence';
import type {
  Observation,
  ObservationStore,
} from '../convergence/ObservationStore';
import type { EnvironmentConfig } from '../environments';
import type { OfferingDefinition } from '../offerings';
import type { QuotaLedger } from '../quotas';
import { desiredLeaves } from '../render';
import type { NameStore } from '../requests/NameStore';
import type { RequestJournal } from '../requests/RequestJournal';
import type { RequestStore } from '../requests/RequestStore';
import type { RequestRecord } from '../requests/types';
import { renderContextOf } from './renderContextOf';
import { statusUnderWay } from './statusUnderWay';
import { requestedLeaves } from './requestedLeaves';
import { serviceEvent, type ServiceEventType } from './serviceEvent';
import type { ServiceStore } from './ServiceStore';
import type { ServiceChangeRecord, ServiceRecord } from './types';

const BATCH = 50;

interface Options {
  database: Database;
  environments: EnvironmentConfig[];
  journal: RequestJournal;
  names: NameStore;
  observations: ObservationStore;
  offering(name: string, version: number): OfferingDefinition | undefined;
  quotas: Pick<QuotaLedger, 'freeService'>;
  requests: RequestStore;
  services: ServiceStore;
  timeouts?: Partial<Timeouts>;
}

/**
 * Holds services against what has been seen of them, and requests against their
 * services. A request is ready when each of its services is what was merged:
 * one event for that, in the transaction in which it becomes true, so one
 * notification, whatever crashes.
 *
 * Locks as everywhere: the request before its services.
 */
export class ServiceJudge {
  readonly #options: Options;

  static create(options: Options): ServiceJudge {
    return new ServiceJudge(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  /** Something may be new of these. Those that nothing is new of cost one read. */
  async judge(serviceIds: string[]): Promise<void> {
    const { database, observations, services } = this.#options;
    for (let at = 0; at < serviceIds.length; at += BATCH) {
      const ids = serviceIds.slice(at, at + BATCH);
      const changed = await database.read(async db => {
        const seen = await observations.read(db, ids);
        const found = await services.byIds(db, ids);
        const changing = await services.changing(db, found);
        const now = await readNow(db);
        return found.filter(service =>
          differs(service, this.#verdict(service, seen, changing, now)),
        );
      });
      for (const service of changed) {
        await this.#settle(service);
      }
    }
  }

  async #settle({ id, changeRequestId }: ServiceRecord) {
    const { database, observations, requests, services } = this.#options;
    await database.write(async tx => {
      const request =
        changeRequestId === undefined
          ? undefined
          : await requests.lock(tx, changeRequestId);
      const [before] = await services.lock(tx, [id]);
      if (!before || before.changeRequestId !== changeRequestId) {
        // Another request has come of age meanwhile; its merge asks again.
        return;
      }
      const now = await readNow(tx);
      const verdict = this.#verdict(
        before,
        await observations.read(tx, [id]),
        await services.changing(tx, [before]),
        now,
      );
      if (!verdict || !differs(before, verdict)) {
        return;
      }
      await this.#store(tx, before, verdict, now);
      if (request) {
        await this.#advance(tx, request, now);
      }
    });
  }

  #verdict(
    service: ServiceRecord,
    seen: Map<string, Observation>,
    changing: Map<string, ServiceChangeRecord['changes']>,
    now: number,
  ): Judgement | undefined {
    const { environments, offering, timeouts } = this.#options;
    const environment = environments.find(
      ({ name }) => name === service.environment,
    );
    const definition = offering(service.offering, service.offeringVersion);
    const observation = seen.get(service.id);
    if (
      !environment ||
      !definition ||
      !observation ||
      service.removedAt !== undefined
    ) {
      return undefined;
    }
    const context = renderContextOf(service, service.id, environment);
    const changes = changing.get(service.id);
    return judge({
      ...observation,
      phase: service.phase,
      desired: desiredLeaves(definition, service.parameters, context),
      mergedAt: service.mergedAt,
      requested:
        changes && requestedLeaves(definition, service, changes, context),
      now,
      timeouts,
    });
  }

  async #store(
    tx: Writer,
    before: ServiceRecord,
    verdict: Judgement,
    now: number,
  ): Promise<void> {
    const { database, names, quotas, services } = this.#options;
    const { status, reason, ...judgement } = verdict;
    const isDone = status === 'ready' || status === 'removed';
    const after: ServiceRecord = {
      ...before,
      status,
      statusReason: reason,
      statusSince: status === before.status ? before.statusSince : now,
      judgement,
      phase: isDone ? 'steady' : before.phase,
      changeRequestId: isDone ? undefined : before.changeRequestId,
      readyAt: status === 'ready' ? (before.readyAt ?? now) : before.readyAt,
      removedAt: status === 'removed' ? now : undefined,
      version: before.version + 1,
      updatedAt: now,
    };
    await services.update(tx, after);
    if (isDone && before.changeRequestId !== undefined) {
      await services.markApplied(tx, before.id, before.changeRequestId, now);
    }
    if (status === 'removed') {
      await names.free(tx, before.id);
      await quotas.freeService(tx, before.id);
    }
    const type = eventOf(before, after);
    if (type) {
      await database.outbox.append(tx.knex, [
        serviceEvent(type, 'system', after, { before, at: now }),
      ]);
    }
  }

  /** The request whose merge is under way, now that one of its services has moved. */
  async #advance(
    tx: Writer,
    request: RequestRecord,
    now: number,
  ): Promise<void> {
    if (!CONVERGING_STATUSES.includes(request.status)) {
      return;
    }
    const ids = request.items.flatMap(({ placements }) =>
      placements.map(({ serviceId }) => serviceId),
    );
    const services = await this.#options.services.byIds(tx, ids);
    const status = requestStatusOf(request, services);
    const reason = services.find(
      one => one.changeRequestId === request.id && one.statusReason,
    )?.statusReason;
    if (status === request.status && reason === request.statusReason) {
      return;
    }
    if (status === request.status) {
      // News of what it waits for is no step of its own.
      await this.#options.requests.update(tx, {
        ...request,
        statusReason: reason,
        version: request.version + 1,
        updatedAt: now,
      });
      return;
    }
    const isDone = status === 'ready' || status === 'removed';
    await this.#options.journal.change(
      tx,
      request,
      { status, statusReason: isDone ? undefined : reason },
      {
        type: isDone ? 'request.ready' : 'request.converging',
        actor: 'system',
        text: isDone ? undefined : reason,
        at: now,
      },
    );
  }
}

/** What a request is, by the services in which its change is still under way. */
export function requestStatusOf(
  request: RequestRecord,
  services: ServiceRecord[],
): RequestStatus {
  const open = services.filter(one => one.changeRequestId === request.id);
  if (open.length === 0) {
    return request.items.every(({ operation }) => operation === 'decommission')
      ? 'removed'
      : 'ready';
  }
  return statusUnderWay(open);
}

function differs(
  service: ServiceRecord,
  verdict: Judgement | undefined,
): boolean {
  if (!verdict) {
    return false;
  }
  const { status, reason, ...judgement } = JSON.parse(JSON.stringify(verdict));
  return (
    status !== service.status ||
    reason !== service.statusReason ||
    !isDeepStrictEqual(judgement, service.judgement)
  );
}

function eventOf(
  before: ServiceRecord,
  after: ServiceRecord,
): ServiceEventType | undefined {
  if (after.status === 'removed') {
    return 'service.removed';
  }
  const becomesReady =
    after.status === 'ready' && before.changeRequestId !== undefined;
  if (becomesReady) {
    return 'service.ready';
  }
  const isNews =
    after.status !== before.status ||
    after.judgement.drift.length !== before.judgement.drift.length;
  return isNews ? 'service.status_changed' : undefined;
}
