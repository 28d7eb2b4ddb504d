import type {
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { AuthorizedAvailability } from './availability/AuthorizedAvailability';
import { AuthorizedBookings } from './bookings/AuthorizedBookings';
import { BookingStore } from './bookings/BookingStore';
import { DefaultBookingsService } from './bookings/BookingsService';
import { ClaimStore } from './bookings/ClaimStore';
import { ClaimTransaction } from './bookings/ClaimTransaction';
import { ConflictExplainer } from './bookings/ConflictExplainer';
import { LocalQueue } from './bookings/LocalQueue';
import { CatalogManagedResources } from './catalogSync';
import type { Clock } from '@callboard/backend-database';
import { openDatabase } from './database/openDatabase';
import { AuthorizedResources } from './inventory/AuthorizedResources';
import { AuthorizedResourceTypes } from './inventory/AuthorizedResourceTypes';
import { AuthorizedSites } from './inventory/AuthorizedSites';
import { InventoryCache } from './inventory/InventoryCache';
import { InventoryWriter } from './inventory/InventoryWriter';
import { Refit } from './inventory/Refit';
import { ResourceStore } from './inventory/ResourceStore';
import { DefaultResourcesService } from './inventory/ResourcesService';
import { ResourceTypeStore } from './inventory/ResourceTypeStore';
import { DefaultResourceTypesService } from './inventory/ResourceTypesService';
import { SiteStore } from './inventory/SiteStore';
import { DefaultSitesService } from './inventory/SitesService';
import { LifecycleEngine } from './lifecycle/LifecycleEngine';
import { ProvisioningService } from './provisioning/ProvisioningService';
import { ProvisioningStore } from './provisioning/ProvisioningStore';
import { AuthorizedSshKeys } from './sshKeys/AuthorizedSshKeys';
import { SshKeysService } from './sshKeys/SshKeysService';
import { SshKeyStore } from './sshKeys/SshKeyStore';
import { createAccessDecider } from './permissions/accessDecider';

export interface ReservationsOptions {
  knex: Knex;
  logger: LoggerService;
  clock?: Clock;
  skipMigrations?: boolean;
  /** See {@link Database.create}. */
  preparedStatements?: boolean;
  /** The longest booking there may be; 366 by default. */
  maxBookingDays?: number;
  /** Sinks that events wait for besides the events service. */
  sinkIds?: string[];
}

export type ReservationsServices = Awaited<
  ReturnType<typeof createReservationsServices>
>;

/** Everything behind the permissions: stores, rules and the engine. */
export async function createReservationsServices(options: ReservationsOptions) {
  const { knex, logger, clock, maxBookingDays = 366 } = options;
  const database = await openDatabase({
    knex,
    clock,
    skipMigrations: options.skipMigrations,
    preparedStatements: options.preparedStatements,
    sinkIds: options.sinkIds,
  });
  const bookings = new BookingStore();
  const claims = new ClaimStore();
  const resourceStore = new ResourceStore();
  const inventory = InventoryCache.create(database);
  const writer = InventoryWriter.create(database, inventory);
  const refit = Refit.create({ claims, bookings });
  const transaction = ClaimTransaction.create({
    database,
    claims,
    inventory,
    queue: LocalQueue.create(),
  });
  return {
    database,
    inventory,
    claims,
    resourceStore,
    explainer: ConflictExplainer.create({ database, bookings, claims }),
    sites: DefaultSitesService.create({
      database,
      sites: new SiteStore(),
      resources: resourceStore,
      writer,
    }),
    types: DefaultResourceTypesService.create({
      database,
      types: new ResourceTypeStore(),
      inventory,
      writer,
    }),
    resources: DefaultResourcesService.create({
      database,
      resources: resourceStore,
      writer,
      refit,
    }),
    catalogManaged: CatalogManagedResources.create({
      database,
      resources: resourceStore,
      inventory,
      writer,
      refit,
    }),
    bookings: DefaultBookingsService.create({
      database,
      bookings,
      claims,
      inventory,
      transaction,
      maxBookingDays,
    }),
    provisioning: ProvisioningService.create({
      database,
      bookings,
      inventory,
      provisioning: new ProvisioningStore(),
    }),
    sshKeys: SshKeysService.create({ database, keys: new SshKeyStore() }),
    lifecycle: LifecycleEngine.create({
      database,
      bookings,
      inventory,
      logger,
    }),
  };
}

export type AuthorizedServices = ReturnType<typeof authorizeServices>;

/** The same behind the caller's permissions. */
export function authorizeServices(
  services: ReservationsServices,
  permissions: PermissionsService,
) {
  const { database, inventory, claims, explainer } = services;
  const access = createAccessDecider(permissions);
  return {
    sites: AuthorizedSites.create({ inner: services.sites, inventory, access }),
    types: AuthorizedResourceTypes.create({
      inner: services.types,
      inventory,
      access,
    }),
    resources: AuthorizedResources.create({
      inner: services.resources,
      inventory,
      access,
    }),
    bookings: AuthorizedBookings.create({
      inner: services.bookings,
      access,
      inventory,
      explainer,
      provisioning: services.provisioning,
    }),
    provisioning: services.provisioning,
    sshKeys: AuthorizedSshKeys.create({ inner: services.sshKeys, access }),
    availability: AuthorizedAvailability.create({
      database,
      resources: services.resourceStore,
      claims,
      inventory,
      access,
    }),
  };
}
