import type {
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { AccessLog } from '@callboard/backstage-plugin-audit-log-node';
import type { BookingPolicy } from '@callboard/backstage-plugin-reservations-node';
import type { Knex } from 'knex';
import { AccessGrantEnder } from './accessGrants/AccessGrantEnder';
import { AccessGrantsService } from './accessGrants/AccessGrantsService';
import { AccessGrantStore } from './accessGrants/AccessGrantStore';
import { AffectedBookings } from './accessGrants/AffectedBookings';
import { AuthorizedAccessGrants } from './accessGrants/AuthorizedAccessGrants';
import { AuthorizedAvailability } from './availability/AuthorizedAvailability';
import { AuthorizedApprovals } from './bookings/AuthorizedApprovals';
import { AuthorizedAttendance } from './bookings/AuthorizedAttendance';
import { AuthorizedBookings } from './bookings/AuthorizedBookings';
import { BookingRights } from './bookings/BookingRights';
import { BookingStore } from './bookings/BookingStore';
import { DefaultBookingsService } from './bookings/BookingsService';
import { ClaimStore } from './bookings/ClaimStore';
import { ClaimTransaction } from './bookings/ClaimTransaction';
import { noShowFacts } from './bookings/facts/noShows';
import { certificationFacts } from './bookings/facts/certifications';
import { projectFacts } from './bookings/facts/projects';
import { QuotaFacts } from './bookings/facts/quotas';
import { ConflictExplainer } from './bookings/ConflictExplainer';
import { LapsedBookings } from './bookings/LapsedBookings';
import { LocalQueue } from './bookings/LocalQueue';
import { TakenTimes } from './bookings/TakenTimes';
import { AuthorizedCertifications } from './certifications/AuthorizedCertifications';
import { CertificationsService } from './certifications/CertificationsService';
import { CertificationStore } from './certifications/CertificationStore';
import { ExpiryNotices } from './certifications/ExpiryNotices';
import { HoldingStore } from './certifications/HoldingStore';
import { CatalogManagedResources } from './catalogSync';
import { SigningKeys } from './checkInLinks/SigningKeys';
import type { Clock } from '@callboard/backend-database';
import { openDatabase } from './database/openDatabase';
import { ExternalPolicies } from './externalPolicies';
import { FeedTokensService } from './feeds/FeedTokensService';
import { FeedTokenStore } from './feeds/FeedTokenStore';
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
import { AuthorizedMaintenance } from './maintenance/AuthorizedMaintenance';
import { MaintenanceEngine } from './maintenance/MaintenanceEngine';
import { MaintenanceService } from './maintenance/MaintenanceService';
import { MaintenanceStore } from './maintenance/MaintenanceStore';
import { InventoryImporter } from './inventoryBulk/InventoryImporter';
import { LifecycleEngine } from './lifecycle/LifecycleEngine';
import { AuthorizedProblems } from './problems/AuthorizedProblems';
import { ProblemsService } from './problems/ProblemsService';
import { ProblemStore } from './problems/ProblemStore';
import { ProvisioningService } from './provisioning/ProvisioningService';
import { ProvisioningStore } from './provisioning/ProvisioningStore';
import { AuthorizedParticipation } from './participation/AuthorizedParticipation';
import type { People } from './people/People';
import { AuthorizedProjects } from './projects/AuthorizedProjects';
import { ProjectsService } from './projects/ProjectsService';
import { ProjectStore } from './projects/ProjectStore';
import { BulkService } from './bulk/BulkService';
import { AuthorizedBulk } from './bulk/AuthorizedBulk';
import { AuthorizedSeries } from './series/AuthorizedSeries';
import { SeriesService } from './series/SeriesService';
import { SeriesStore } from './series/SeriesStore';
import { AuthorizedSiteMembers } from './siteMembers/AuthorizedSiteMembers';
import { SiteMembersService } from './siteMembers/SiteMembersService';
import { AuthorizedSlots } from './slots/AuthorizedSlots';
import { AuthorizedSshKeys } from './sshKeys/AuthorizedSshKeys';
import { SshKeysService } from './sshKeys/SshKeysService';
import { SshKeyStore } from './sshKeys/SshKeyStore';
import { createAccessDecider } from './permissions/accessDecider';
import { TeamReader } from './permissions/TeamReader';
import { AuthorizedWaitlist } from './waitlist/AuthorizedWaitlist';
import { createWaitlist } from './waitlist/createWaitlist';

export interface ReservationsOptions {
  knex: Knex;
  logger: LoggerService;
  clock?: Clock;
  skipMigrations?: boolean;
  /** See {@link Database.create}. */
  preparedStatements?: boolean;
  /** The longest booking there may be; 366 by default. */
  maxBookingDays?: number;
  /** Who is asked what those who wait may have; nobody in tests. */
  people?: People;
  /** Policies that are asked besides our own, before a booking's transaction. */
  policies?: BookingPolicy[];
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
  const sites = new SiteStore();
  const grants = new AccessGrantStore();
  const windows = new MaintenanceStore();
  const projects = new ProjectStore();
  const certified = {
    certifications: new CertificationStore(),
    holdings: new HoldingStore(),
  };
  const external = ExternalPolicies.create({
    policies: options.policies ?? [],
    logger,
  });
  const inventory = InventoryCache.create(database);
  const writer = InventoryWriter.create(database, inventory);
  const refit = Refit.create({ claims, bookings });
  const transaction = ClaimTransaction.create({
    database,
    claims,
    inventory,
    queue: LocalQueue.create(),
    // They are ended by bookings, which are made of this transaction.
    // eslint-disable-next-line @typescript-eslint/no-use-before-define
    lapse: ids => lapsed.end(ids),
    facts: [
      QuotaFacts.create(),
      projectFacts(projects),
      certificationFacts(certified),
      noShowFacts,
    ],
  });
  const { freed, ...waiting } = createWaitlist({
    ...{ database, bookings, claims, inventory, transaction },
    ...{ maxBookingDays, logger, people: options.people },
  });
  const service = DefaultBookingsService.create({
    certified,
    freed,
    database,
    bookings,
    claims,
    inventory,
    transaction,
    external,
    maxBookingDays,
  });
  const lapsed = LapsedBookings.create({
    ...{ database, bookings: service, waitlist: waiting.waitlist },
  });
  return {
    freed,
    ...waiting,
    database,
    inventory,
    claims,
    transaction,
    resourceStore,
    explainer: ConflictExplainer.create({ database, bookings, claims }),
    sites: DefaultSitesService.create({
      database,
      sites,
      resources: resourceStore,
      writer,
    }),
    siteMembers: SiteMembersService.create({ database, sites, writer }),
    accessGrants: AccessGrantsService.create({ database, grants, writer }),
    grantEnder: AccessGrantEnder.create({ database, grants, logger }),
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
      stores: { bookings, claims },
      freed,
    }),
    catalogManaged: CatalogManagedResources.create({
      database,
      resources: resourceStore,
      inventory,
      writer,
      refit,
    }),
    bookings: service,
    series: SeriesService.create({
      ...{ database, bookings, claims, inventory, transaction, freed },
      external,
      series: new SeriesStore(),
      maxBookingDays,
    }),
    bulk: BulkService.create({
      ...{ database, bookings, transaction, inventory },
      ...{ external, maxBookingDays },
    }),
    provisioning: ProvisioningService.create({
      database,
      bookings,
      inventory,
      provisioning: new ProvisioningStore(),
    }),
    certifications: CertificationsService.create({
      database,
      inventory,
      ...certified,
    }),
    expiryNotices: ExpiryNotices.create({
      database,
      inventory,
      logger,
      holdings: certified.holdings,
    }),
    holdings: certified.holdings,
    projects: ProjectsService.create({ database, projects, inventory }),
    sshKeys: SshKeysService.create({ database, keys: new SshKeyStore() }),
    feedTokens: FeedTokensService.create({
      database,
      tokens: new FeedTokenStore(),
    }),
    maintenance: MaintenanceService.create({
      database,
      windows,
      bookings,
      claims,
      inventory,
      writer,
      transaction,
      freed,
    }),
    importer: InventoryImporter.create({
      ...{ database, writer, refit, sites, resources: resourceStore },
      types: new ResourceTypeStore(),
      stores: { bookings, claims },
    }),
    problems: ProblemsService.create({
      database,
      problems: new ProblemStore(),
      inventory,
    }),
    maintenanceEngine: MaintenanceEngine.create({
      database,
      windows,
      inventory,
      logger,
    }),
    stores: { bookings, claims },
    signingKeys: SigningKeys.create({ database }),
    lifecycle: LifecycleEngine.create({
      database,
      bookings,
      service,
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
  people: People,
  accessLog: AccessLog,
) {
  const { database, inventory, claims, explainer } = services;
  const access = createAccessDecider(permissions);
  const maintenance = AuthorizedMaintenance.create({
    inner: services.maintenance,
    ...services.stores,
    database,
    inventory,
    rights: BookingRights.create({ inventory, people }),
    access,
  });
  const bookings = AuthorizedBookings.create({
    inner: services.bookings,
    access,
    rights: BookingRights.create({ inventory, people }),
    inventory,
    explainer,
    taken: TakenTimes.create({ database, claims }),
    provisioning: services.provisioning,
    accessLog,
  });
  return {
    participation: AuthorizedParticipation.create({
      bookings,
      store: services.stores.bookings,
      database,
      inventory,
      people,
    }),
    sites: AuthorizedSites.create({
      inner: services.sites,
      inventory,
      people,
      access,
    }),
    siteMembers: AuthorizedSiteMembers.create({
      inner: services.siteMembers,
      inventory,
      people,
      access,
    }),
    accessGrants: AuthorizedAccessGrants.create({
      inner: services.accessGrants,
      affected: AffectedBookings.create({
        bookings: services.bookings,
        people,
      }),
      inventory,
      people,
      access,
    }),
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
    bookings,
    series: AuthorizedSeries.create({
      inner: services.series,
      bookings: services.bookings,
      ...{ access, inventory, explainer, accessLog },
      rights: BookingRights.create({ inventory, people }),
    }),
    bulk: AuthorizedBulk.create({
      inner: services.bulk,
      ...{ bookings, access, inventory, explainer, accessLog },
      rights: BookingRights.create({ inventory, people }),
    }),
    approvals: AuthorizedApprovals.create({
      inner: services.bookings,
      bookings,
      access,
      people,
      inventory,
    }),
    attendance: AuthorizedAttendance.create({
      inner: services.bookings,
      bookings,
    }),
    provisioning: services.provisioning,
    maintenance,
    problems: AuthorizedProblems.create({
      inner: services.problems,
      maintenance,
      bookings: services.bookings,
      inventory,
      people,
      access,
    }),
    certifications: AuthorizedCertifications.create({
      inner: services.certifications,
      holdings: services.holdings,
      inventory,
      people,
      access,
    }),
    projects: AuthorizedProjects.create({
      inner: services.projects,
      inventory,
      people,
      access,
    }),
    waitlist: AuthorizedWaitlist.create({
      inner: services.waitlist,
      rights: BookingRights.create({ inventory, people }),
      inventory,
      access,
    }),
    sshKeys: AuthorizedSshKeys.create({ inner: services.sshKeys, access }),
    team: TeamReader.create(permissions),
    slots: AuthorizedSlots.create({ database, claims, inventory, access }),
    availability: AuthorizedAvailability.create({
      database,
      resources: services.resourceStore,
      claims,
      inventory,
      access,
    }),
  };
}
