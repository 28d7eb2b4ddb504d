import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ConflictError, NotAllowedError } from '@backstage/errors';
import {
  type AccessDecider,
  type CallContext,
  notVisible,
  notFound,
  requireAllowed,
  requirePossible,
} from '@callboard/backend-access';
import { type Database, readNow, toInstant } from '@callboard/backend-database';
import { refusing } from '@callboard/backend-openapi';
import type {
  Dependents,
  Metrics,
  Page,
  SandboxBehaviour,
  SecretReference,
  Service,
  ServiceChange,
} from '@callboard/backstage-plugin-service-requests-common';
import type { MetricsProvider } from '@callboard/backstage-plugin-service-requests-node';
import type { OfferingDefinition } from '../offerings';
import type { Questions } from '../permissions';
import type { CatalogDependents } from './CatalogDependents';
import type { ServiceEnds } from './ServiceEnds';
import { secretsOf, type ServiceReader } from './ServiceReader';
import type { ServiceQuery, ServiceStore } from './ServiceStore';
import type { ServiceRecord } from './types';

const ASKED = ['serviceRead', 'serviceUpdate', 'sandboxUpdate'] as const;
const HOUR_MS = 3_600_000;
/** How many points a series has at most, roughly. */
const POINTS = 120;

interface Options {
  access: AccessDecider<Questions>;
  database: Database;
  dependents: CatalogDependents;
  ends: ServiceEnds;
  /** How the sandbox is told; absent where what is connected is real. */
  sandbox?: { set(id: string, behaviour: SandboxBehaviour): Promise<void> };
  metrics: MetricsProvider;
  offering(name: string, version: number): OfferingDefinition | undefined;
  reader: ServiceReader;
  services: ServiceStore;
}

/** Services for who may see and change them; everybody else hears 404. */
export class AuthorizedServices {
  readonly #options: Options;

  static create(options: Options): AuthorizedServices {
    return new AuthorizedServices(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  async authorizeRead(credentials: BackstageCredentials): Promise<void> {
    const { serviceRead } = await this.#decide(credentials);
    requirePossible(serviceRead, 'see services');
  }

  async list(
    query: Omit<ServiceQuery, 'filter'>,
    credentials: BackstageCredentials,
  ): Promise<Page<Service>> {
    const page = await this.#list(query, credentials);
    return { ...page, items: await this.#view(page.items, credentials) };
  }

  async get(id: string, credentials: BackstageCredentials): Promise<Service> {
    const [view] = await this.#view(
      [await this.#visible(id, credentials)],
      credentials,
    );
    return view;
  }

  async history(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<ServiceChange[]> {
    await this.#visible(id, credentials);
    const { database, services } = this.#options;
    const changes = await database.read(db => services.changes(db, id));
    return changes.map(({ serviceId: _, at, appliedAt, ...change }) => ({
      ...change,
      at: toInstant(at),
      appliedAt: appliedAt === undefined ? undefined : toInstant(appliedAt),
    }));
  }

  async metrics(
    id: string,
    hours: number,
    credentials: BackstageCredentials,
    signal: AbortSignal,
  ): Promise<Metrics> {
    const service = await this.#visible(id, credentials);
    const { database, metrics, offering } = this.#options;
    const now = await database.read(readNow);
    const series = await metrics.query({
      service: {
        ...service,
        templates:
          offering(service.offering, service.offeringVersion)?.metrics ?? [],
      },
      from: new Date(now - hours * HOUR_MS),
      to: new Date(now),
      step: Math.max(60, Math.round((hours * 3_600) / POINTS)),
      signal,
    });
    return {
      kind: metrics.kind,
      sandbox: metrics.sandbox,
      series: series.map(({ points, ...one }) => ({
        ...one,
        points: points.map(([at, value]) => ({ at: toInstant(at), value })),
      })),
    };
  }

  async dependents(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<Dependents> {
    const { entityRef } = await this.#visible(id, credentials);
    return this.#options.dependents.read(entityRef, credentials);
  }

  async secrets(
    query: {
      overdue?: boolean;
      owner?: string;
      cursor?: string;
      limit: number;
    },
    credentials: BackstageCredentials,
  ): Promise<Page<SecretReference>> {
    const { overdue, ...rest } = query;
    const page = await this.#list(
      { ...rest, secrets: overdue ? 'overdue' : 'any' },
      credentials,
    );
    return {
      ...page,
      items: page.items
        .flatMap(secretsOf)
        .filter(secret => !overdue || secret.overdue),
    };
  }

  async authorizeUpdate(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const { serviceRead, serviceUpdate } = await this.#decide(credentials);
    requireAllowed(await this.#find(id), serviceRead, 'service', id, {
      access: serviceUpdate,
      what: 'change this service',
    });
  }

  async extend(
    id: string,
    endDate: string,
    context: CallContext,
  ): Promise<Service> {
    await this.authorizeUpdate(id, context.credentials);
    const extended = await this.#options.ends.extend(id, endDate, context);
    const [view] = await this.#view([extended], context.credentials);
    return view;
  }

  async authorizeSandbox(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<void> {
    await this.#visible(id, credentials);
    const { sandboxUpdate } = await this.#decide(credentials);
    if (!sandboxUpdate.possible) {
      throw refusing(
        new NotAllowedError('You may not tell the sandbox what to do'),
        {
          kind: 'service',
          ref: id,
          what: 'tell the sandbox what to do',
        },
      );
    }
  }

  async setSandbox(
    id: string,
    behaviour: SandboxBehaviour,
    credentials: BackstageCredentials,
  ): Promise<Service> {
    await this.authorizeSandbox(id, credentials);
    const { sandbox } = this.#options;
    if (!sandbox) {
      throw new ConflictError(
        'A real control plane is connected: there is no sandbox to tell',
      );
    }
    await sandbox.set(id, behaviour);
    return this.get(id, credentials);
  }

  async #list(
    query: Omit<ServiceQuery, 'filter'>,
    credentials: BackstageCredentials,
  ): Promise<Page<ServiceRecord>> {
    const { database, services } = this.#options;
    const { serviceRead } = await this.#decide(credentials);
    requirePossible(serviceRead, 'see services');
    return database.read(db =>
      services.list(db, { ...query, filter: serviceRead.filter }),
    );
  }

  async #decide(credentials: BackstageCredentials) {
    return this.#options.access.decide(credentials, ASKED);
  }

  async #find(id: string): Promise<ServiceRecord> {
    const { database, services } = this.#options;
    const service = await database.read(db => services.get(db, id));
    if (!service) {
      throw notFound('service', id);
    }
    return service;
  }

  async #visible(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<ServiceRecord> {
    const service = await this.#find(id);
    const { serviceRead } = await this.#decide(credentials);
    if (!serviceRead.allows(service)) {
      throw notVisible('service', id);
    }
    return service;
  }

  async #view(
    services: ServiceRecord[],
    credentials: BackstageCredentials,
  ): Promise<Service[]> {
    const { serviceUpdate, sandboxUpdate } = await this.#decide(credentials);
    return this.#options.reader.view(services, {
      update: serviceUpdate,
      sandbox: sandboxUpdate,
    });
  }
}
