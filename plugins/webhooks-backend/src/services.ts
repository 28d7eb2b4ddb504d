import type {
  AuditorService,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { PrincipalResolver } from '@callboard/access-principals';
import type { Clock } from '@callboard/backend-database';
import type { SiteDirectory } from '@callboard/site-directory';
import type { Knex } from 'knex';
import type { WebhooksConfig } from './config';
import { openDatabase } from './database/openDatabase';
import {
  DefaultDeliveryQueue,
  Dispatcher,
  EndpointDirectory,
  EndpointHealth,
  type Entitlement,
  FanOut,
  LogCleaner,
} from './delivery';
import {
  Audit,
  AuthorizedEndpoints,
  AuthorizedEvents,
  CustomHeaders,
  DefaultEndpointsService,
  EndpointReader,
  EndpointStore,
  EventIntake,
  EventTypes,
  ScopeResolver,
  SecretStore,
} from './endpoints';
import { AuthorizedDeliveries, Dashboard, DeliveryStore } from './log';
import {
  type ActiveBookings,
  KnexAliasStore,
  PayloadBuilder,
  type PersonDirectory,
} from './payload';
import { EndpointAccess } from './permissions';
import { SecretBox } from './secrets';
import { HttpSender, type Sender } from './sender';

/** For what is done before and after a request: people and bookings looked up. */
const LEASE_MARGIN_MS = 45_000;
const MAX_RESPONSE_BYTES = 16 * 1024;

export interface EngineOptions {
  knex: Knex;
  config: WebhooksConfig;
  logger: LoggerService;
  entitlement: Entitlement;
  people: PersonDirectory;
  activeBookings: ActiveBookings;
  /** Where receivers report back, without a slash at the end. */
  callbackBaseUrl: string;
  clock?: Clock;
  sender?: Sender;
  skipMigrations?: boolean;
}

export type Engine = Awaited<ReturnType<typeof createEngine>>;

/** The delivery engine: from an event that was announced to an attempt in the log. */
export async function createEngine(options: EngineOptions) {
  const { config, knex, logger } = options;
  const database = await openDatabase(options);
  const secrets = SecretBox.create({ keys: config.secretKeys });
  const endpoints = EndpointDirectory.create({ database, secrets });
  const aliases = KnexAliasStore.create({ database });
  const sender =
    options.sender ??
    HttpSender.create({
      allowedAddresses: config.allowedAddresses,
      timeoutMs: config.timeoutMs,
      maxResponseBytes: MAX_RESPONSE_BYTES,
    });
  const dispatcher = Dispatcher.create({
    database,
    endpoints,
    health: EndpointHealth.create(database),
    entitlement: options.entitlement,
    payloads: PayloadBuilder.create({
      people: options.people,
      activeBookings: options.activeBookings,
      aliases,
    }),
    sender,
    logger,
    callbackUrl: id => `${options.callbackBaseUrl}/callbacks/${id}`,
    schedule: config.schedule,
    disableAfterMs: config.disableAfterMs,
    concurrencyPerEndpoint: config.concurrencyPerEndpoint,
    concurrency: config.concurrency,
    leaseMs: config.timeoutMs + LEASE_MARGIN_MS,
    prepareMs: LEASE_MARGIN_MS - 15_000,
  });
  const fanOut = FanOut.create({
    database,
    endpoints,
    entitlement: options.entitlement,
    slots: dispatcher,
    maxWaitMs: config.maxWaitMs,
  });
  const queue = DefaultDeliveryQueue.create({
    database,
    endpoints,
    fanOut,
    maxWaitMs: config.maxWaitMs,
    kick: () => dispatcher.kick(),
  });
  const cleaner = LogCleaner.create({
    database,
    logger,
    retentionMs: config.retentionMs,
  });
  const eventTypes = EventTypes.create(database);
  return {
    aliases,
    cleaner,
    database,
    dispatcher,
    endpoints,
    eventTypes,
    intake: EventIntake.create({ eventTypes, queue }),
    knex,
    queue,
    secrets,
    sender,
  };
}

export type AuthorizedServices = ReturnType<typeof authorizeServices>;

/** What people, agents and plugins ask of it, behind their permissions. */
export function authorizeServices(
  engine: Pick<
    Engine,
    'database' | 'dispatcher' | 'eventTypes' | 'intake' | 'queue' | 'secrets'
  >,
  options: {
    /** CIDRs that deliveries may go to although they are not public. */
    allowedAddresses: string[];
    auditor: AuditorService;
    directory: SiteDirectory;
    permissions: PermissionsService;
    principals: PrincipalResolver;
  },
) {
  const { database, dispatcher, eventTypes, intake, queue, secrets } = engine;
  const access = EndpointAccess.create(options);
  const audit = Audit.create(options.auditor);
  const headers = CustomHeaders.create(secrets);
  return {
    endpoints: AuthorizedEndpoints.create({
      ...options,
      access,
      queue,
      inner: DefaultEndpointsService.create({
        ...options,
        database,
        queue,
        endpoints: new EndpointStore(),
        secrets: SecretStore.create(secrets),
        headers,
        eventTypes,
      }),
      reader: EndpointReader.create({ database, headers }),
      scopes: ScopeResolver.create(options.directory),
      audit,
      wake: () => dispatcher.kick(),
    }),
    deliveries: AuthorizedDeliveries.create({
      ...options,
      audit,
      database,
      queue,
      access,
      deliveries: new DeliveryStore(),
    }),
    dashboard: Dashboard.create({ database, access }),
    events: AuthorizedEvents.create({ eventTypes, intake, access }),
  };
}
