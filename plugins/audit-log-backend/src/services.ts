import type {
  AuthService,
  DiscoveryService,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { RoleMapping, ServiceAccounts } from '@callboard/access-principals';
import type { Clock } from '@callboard/backend-database';
import type { SiteDirectory } from '@callboard/site-directory';
import type { Knex } from 'knex';
import {
  Chain,
  HeadKeeper,
  KeyRing,
  Purger,
  Recorder,
  Verifier,
} from './chain';
import type { AuditLogConfig } from './config';
import { openDatabase } from './database/openDatabase';
import { AuthorizedIngest } from './ingest';
import { AuthorizedEntries, AuthorizedVerifier, EntryStore } from './log';
import { EntryAccess } from './permissions';
import {
  AccessReview,
  AccessWatcher,
  CatalogPeople,
  ReservationsRights,
  SnapshotStore,
} from './review';

export type Engine = Awaited<ReturnType<typeof createEngine>>;

/** The chain, with what records, checks and purges it. */
export async function createEngine(options: {
  knex: Knex;
  config: AuditLogConfig;
  logger: LoggerService;
  clock?: Clock;
  skipMigrations?: boolean;
}) {
  const { config, logger } = options;
  const database = await openDatabase(options);
  const keys = KeyRing.create(config.keys);
  const heads = HeadKeeper.create({
    directory: config.headsDirectory,
    keys,
    logger,
  });
  const chain = Chain.create({ database, keys, logger });
  await chain.begin();
  const recorder = Recorder.create({
    chain,
    onRecorded: () => chain.known && heads.note(chain.known),
  });
  const verifier = Verifier.create({ database, keys, heads });
  const purger = Purger.create({
    ...{ database, chain, verifier, heads, logger },
    retentionMs: config.retentionMs,
  });
  return { chain, database, heads, purger, recorder, verifier };
}

export type AuthorizedServices = ReturnType<
  typeof createServices
>['authorized'];

/** What people, agents and plugins ask of it, behind their permissions. */
export function createServices(
  engine: Engine,
  options: {
    auditConfig: AuditLogConfig;
    config: Config;
    auth: AuthService;
    catalog: CatalogService;
    directory: SiteDirectory;
    discovery: DiscoveryService;
    logger: LoggerService;
    permissions: PermissionsService;
    /** A clock in milliseconds that never goes back. */
    now?: () => number;
  },
) {
  const { auditConfig, config } = options;
  const access = EntryAccess.create(options);
  const entries = new EntryStore();
  const shared = {
    ...engine,
    access,
    entries,
    mapping: RoleMapping.fromConfig(config),
    people: CatalogPeople.create(options),
    snapshot: new SnapshotStore(),
  };
  return {
    authorized: {
      entries: AuthorizedEntries.create(shared),
      verifier: AuthorizedVerifier.create(shared),
      ingest: AuthorizedIngest.create(engine.recorder),
      review: AccessReview.create({
        ...shared,
        reservations: ReservationsRights.create(options),
        accounts: ServiceAccounts.fromConfig(config).all(),
        now: options.now,
      }),
    },
    watcher: AccessWatcher.create({
      ...shared,
      logger: options.logger,
      watchMs: auditConfig.watchMs,
    }),
  };
}
