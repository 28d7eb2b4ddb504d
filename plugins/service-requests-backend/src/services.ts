import type {
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { PrincipalResolver } from '@callboard/access-principals';
import { AccessDecider } from '@callboard/backend-access';
import type { Database } from '@callboard/backend-database';
import type {
  NewItem,
  SandboxBehaviour,
} from '@callboard/backstage-plugin-service-requests-common';
import type {
  ControlPlane,
  GitOpsBackend,
  MetricsProvider,
} from '@callboard/backstage-plugin-service-requests-node';
import { ChangeSetRunner } from './changeSets/ChangeSetRunner';
import { ChangeSetStore } from './changeSets/ChangeSetStore';
import { ChangeSetWorker } from './changeSets/ChangeSetWorker';
import { Merges } from './changeSets/Merges';
import type { ServiceRequestsConfig } from './config';
import { SandboxBehaviours } from './controlPlane/sandbox';
import type { Timeouts } from './convergence';
import { ConvergenceEngine } from './convergence/ConvergenceEngine';
import { ObservationStore } from './convergence/ObservationStore';
import type { PriceTable } from './cost';
import type { CrdValidator } from './crds';
import type { EnvironmentConfig } from './environments';
import { AuthorizedOfferings, type OfferingsService } from './offerings';
import { questions } from './permissions';
import { PolicyEngine, type PolicyRuleDefinition } from './policies';
import { QuotaLedger, QuotaRecount, type QuotaRule } from './quotas';
import { Assessor } from './requests/Assessor';
import { AuthorizedPreviews } from './requests/AuthorizedPreviews';
import type { Translations } from './readTranslations';
import { AuthorizedRequests } from './requests/AuthorizedRequests';
import { AuthorizedReviews } from './requests/AuthorizedReviews';
import { ManifestCheck } from './requests/ManifestCheck';
import { NameStore } from './requests/NameStore';
import { PolicyCheck } from './requests/PolicyCheck';
import { PortalInfo } from './requests/PortalInfo';
import { prepareItems } from './requests/prepareItems';
import { RequestExpiry } from './requests/RequestExpiry';
import { RequestJournal } from './requests/RequestJournal';
import { RequestReader } from './requests/RequestReader';
import { RequestRights } from './requests/RequestRights';
import { type PrepareItems, RequestsService } from './requests/RequestsService';
import { RequestStore } from './requests/RequestStore';
import { ReviewService } from './requests/ReviewService';
import { ReviewStore } from './requests/ReviewStore';
import { AuthorizedServices } from './services/AuthorizedServices';
import type { CatalogDependents } from './services/CatalogDependents';
import { MergedRequests } from './services/MergedRequests';
import { ServiceEnds } from './services/ServiceEnds';
import { ServiceJudge } from './services/ServiceJudge';
import { ServiceReader } from './services/ServiceReader';
import { ServiceStore } from './services/ServiceStore';
import { ServiceWatch } from './services/ServiceWatch';

const HOUR_MS = 3_600_000;

export interface EngineOptions {
  /** Where the portal shows a request, without a slash at the end. */
  appUrl: string;
  config: ServiceRequestsConfig;
  controlPlane: ControlPlane;
  /** What the cluster says of the kinds that requests make; of nothing, where it is not asked. */
  crds: CrdValidator;
  database: Database;
  dependents: Pick<CatalogDependents, 'count'>;
  environments: EnvironmentConfig[];
  gitops: GitOpsBackend;
  logger: LoggerService;
  offerings: OfferingsService;
  policies: PolicyRuleDefinition[];
  prices: PriceTable;
  quotas: QuotaRule[];
  timeouts?: Partial<Timeouts>;
}

export type Engine = ReturnType<typeof createEngine>;

/** Requests and what becomes of them, without a thought for who may do what. */
export function createEngine(options: EngineOptions) {
  const { config, controlPlane, database, gitops, logger, offerings } = options;
  const requests = new RequestStore();
  const reviews = new ReviewStore();
  const changeSets = new ChangeSetStore();
  const services = new ServiceStore();
  const names = new NameStore();
  const observations = new ObservationStore();
  const quotas = QuotaLedger.create({
    rules: options.quotas,
    environments: options.environments,
  });
  const offering = (name: string, version?: number) =>
    offerings.definition(name, version);
  const prepare = createPrepare(database, services, offerings);
  const journal = RequestJournal.create({ database, requests, reviews });
  const stores = { changeSets, database, journal, names, requests, reviews };
  const assessor = Assessor.create({
    ...options,
    policies: PolicyEngine.create({ rules: options.policies }),
    quotas,
    manifests: ManifestCheck.create({ crds: options.crds }),
    names,
  });
  const requestsService = RequestsService.create({
    ...stores,
    assessor,
    prepare,
    quotas,
    services,
    reviewHours: config.reviewHours,
  });
  const policy = PolicyCheck.create({
    ...stores,
    assessor,
    prepare,
    requests: requestsService,
  });
  const judge = ServiceJudge.create({
    ...stores,
    environments: options.environments,
    observations,
    offering,
    quotas,
    services,
    timeouts: options.timeouts,
  });
  const convergence = ConvergenceEngine.create({
    controlPlane,
    database,
    logger,
    onServicesSeen: ids => judge.judge(ids),
  });
  const watch = ServiceWatch.create({ database, judge, logger, services });
  const onMerged = () => {
    convergence.kick().catch(error => logger.warn(`${error}`));
    watch.kick();
  };
  const runner = ChangeSetRunner.create({
    ...stores,
    author: config.gitops.author,
    environments: options.environments,
    gitops,
    merged: MergedRequests.create({
      database,
      environments: options.environments,
      offering,
      prices: options.prices,
      quotas,
      services,
    }),
    pollMs: config.gitops.pollSeconds * 1_000,
    portalUrl: id => `${options.appUrl}/service-requests/requests/${id}`,
  });
  const merges = Merges.create({
    ...stores,
    assessor,
    onMerged,
    policy,
    runner,
  });
  const worker = ChangeSetWorker.create({
    changeSets,
    database,
    gitops,
    logger,
    merges,
    onMerged,
    runner,
  });
  const review = ReviewService.create({
    ...stores,
    assessor,
    claimMs: config.claimHours * HOUR_MS,
    policy,
    requestsService,
    kick: () => worker.kick(),
  });
  return {
    assessor,
    changeSets,
    convergence,
    database,
    ends: ServiceEnds.create({
      database,
      environments: options.environments,
      logger,
      requests: requestsService,
      services,
      stores: requests,
      warnDays: config.warnDays,
    }),
    expiry: RequestExpiry.create({
      database,
      logger,
      requests: requestsService,
      stores: requests,
      expireDays: config.expireDays,
    }),
    judge,
    merges,
    observations,
    offering,
    offerings,
    prepare,
    quotas,
    recount: QuotaRecount.create({
      database,
      offering,
      prices: options.prices,
      quotas,
      services,
    }),
    requests,
    requestsService,
    review,
    reviews,
    services,
    watch,
    worker,
    start() {
      worker.start();
      convergence.start();
      watch.start();
    },
    async stop() {
      await worker.stop();
      await convergence.stop();
      await watch.stop();
    },
  };
}

export type AuthorizedParts = ReturnType<typeof authorizeServices>;

/** What people, agents and plugins ask of it, behind their permissions. */
export function authorizeServices(
  engine: Engine,
  options: Pick<
    EngineOptions,
    | 'config'
    | 'controlPlane'
    | 'environments'
    | 'gitops'
    | 'policies'
    | 'prices'
  > & {
    cloneUrl: string;
    dependents: CatalogDependents;
    metrics: MetricsProvider;
    permissions: PermissionsService;
    principals: PrincipalResolver;
    translations: Translations;
  },
) {
  const { database, offering } = engine;
  const access = AccessDecider.create(options.permissions, questions);
  const behaviours = new SandboxBehaviours();
  const { sandbox } = options.controlPlane;
  const currency = options.prices.currency;
  const rights = RequestRights.create({
    ...engine,
    access,
    principals: options.principals,
  });
  const requests = AuthorizedRequests.create({
    ...engine,
    inner: engine.requestsService,
    rights,
    reader: RequestReader.create({
      ...engine,
      claimMs: options.config.claimHours * HOUR_MS,
      currency,
    }),
  });
  return {
    access,
    offerings: AuthorizedOfferings.create({ access, inner: engine.offerings }),
    previews: AuthorizedPreviews.create({
      ...engine,
      inner: engine.requestsService,
      rights,
    }),
    requests,
    reviews: AuthorizedReviews.create({
      inner: engine.review,
      merges: engine.merges,
      principals: options.principals,
      rights,
      shown: requests,
    }),
    services: AuthorizedServices.create({
      access,
      database,
      dependents: options.dependents,
      ends: engine.ends,
      metrics: options.metrics,
      offering,
      services: engine.services,
      reader: ServiceReader.create({
        offering,
        sandbox,
        behaviours: async ids => {
          const told = await database.read(db => behaviours.read(db, ids));
          return new Map(
            [...told].map(([id, { behaviour }]) => [id, behaviour]),
          );
        },
      }),
      sandbox: sandbox
        ? {
            async set(id: string, behaviour: SandboxBehaviour) {
              await database.write(tx => behaviours.set(tx, id, behaviour));
              await engine.convergence.kick();
            },
          }
        : undefined,
    }),
    portal: PortalInfo.create({
      ...engine,
      access,
      cloneUrl: options.cloneUrl,
      controlPlane: async () => ({
        kind: options.controlPlane.kind,
        sandbox: options.controlPlane.sandbox,
        ...(await database.read(db => engine.observations.connection(db))),
      }),
      currency,
      environments: options.environments,
      gitopsKind: options.gitops.kind,
      metrics: options.metrics,
      policies: options.policies,
      principals: options.principals,
      translations: options.translations,
    }),
  };
}

/** Looks up what items name; what is asked for is not looked at. */
function createPrepare(
  database: Database,
  services: ServiceStore,
  offerings: OfferingsService,
): PrepareItems {
  return async (items: readonly NewItem[], regions, before) => {
    await offerings.refresh();
    const refs = items.flatMap(
      ({ targetRef }) => targetRef?.toLowerCase() ?? [],
    );
    const found = await database.read(db =>
      Promise.all(refs.map(ref => services.byEntityRef(db, ref))),
    );
    return prepareItems(
      items,
      regions,
      {
        offering: (name, version) => offerings.definition(name, version),
        service: ref => found[refs.indexOf(ref)],
      },
      before,
    );
  };
}
