import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import type { PrincipalResolver } from '@callboard/access-principals';
import {
  type AccessDecider,
  actorOf,
  requirePossible,
} from '@callboard/backend-access';
import { type Database, readNow } from '@callboard/backend-database';
import { refusing } from '@callboard/backend-openapi';
import {
  type Connection,
  type Options as PortalOptions,
  type PolicyRule,
  type QuotaUse,
  REVIEWED_STATUSES,
  type Summary,
  UNWELL_SERVICE_STATUSES,
} from '@callboard/backstage-plugin-service-requests-common';
import type { EnvironmentConfig } from '../environments';
import type { Questions } from '../permissions';
import type { PolicyRuleDefinition } from '../policies';
import type { QuotaLedger } from '../quotas';
import type { Translations } from '../readTranslations';
import type { ServiceStore } from '../services/ServiceStore';
import type { RequestStore } from './RequestStore';

const ASKED = [
  'offeringRead',
  'offeringManage',
  'requestRead',
  'requestCreate',
  'requestReview',
  'requestOverride',
  'serviceRead',
  'sandboxUpdate',
  'gitopsRead',
] as const;
const EXPIRING_DAYS = 14;
const DAY_MS = 86_400_000;

interface Options {
  access: AccessDecider<Questions>;
  cloneUrl: string;
  controlPlane: () => Promise<Connection>;
  currency: string;
  database: Database;
  environments: EnvironmentConfig[];
  gitopsKind: string;
  metrics: { kind: string; sandbox: boolean };
  policies: PolicyRuleDefinition[];
  principals: PrincipalResolver;
  quotas: QuotaLedger;
  requests: RequestStore;
  services: ServiceStore;
  translations: Translations;
}

/** What somebody may choose from here, and what waits for them. */
export class PortalInfo {
  readonly #options: Options;

  static create(options: Options): PortalInfo {
    return new PortalInfo(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  async authorize(credentials: BackstageCredentials): Promise<void> {
    const { offeringRead } = await this.#decide(credentials);
    requirePossible(offeringRead, 'see what is offered');
  }

  async options(credentials: BackstageCredentials): Promise<PortalOptions> {
    await this.authorize(credentials);
    const decisions = await this.#decide(credentials);
    const { environments, principals } = this.#options;
    const principal = await principals.forCredentials(credentials);
    const own = principal?.account?.owner ?? actorOf(credentials).toLowerCase();
    const actions: PortalOptions['actions'] = [];
    for (const [name, access] of [
      ['create-request', decisions.requestCreate],
      ['review', decisions.requestReview],
      ['manage-offerings', decisions.offeringManage],
      ['override-policy', decisions.requestOverride],
      ['set-sandbox', decisions.sandboxUpdate],
      ['read-gitops', decisions.gitopsRead],
    ] as const) {
      if (access.possible) {
        actions.push(name);
      }
    }
    return {
      environments: environments.map(one => ({
        name: one.name,
        title: one.title,
        production: one.production,
        regions: one.regions,
        reviewers: one.reviewers,
        autoMerge: one.autoMerge,
        requiresEndDate: one.requiresEndDate,
        maxDays: one.maxDays,
      })),
      owners: [
        ...new Set([
          own,
          ...(principal?.claims ?? []).filter(
            ref => ref.startsWith('group:') || ref.startsWith('user:'),
          ),
        ]),
      ],
      ownersOpen:
        decisions.requestCreate.possible && !decisions.requestCreate.filter,
      currency: this.#options.currency,
      translations: this.#options.translations,
      gitops: {
        kind: this.#options.gitopsKind,
        cloneUrl: decisions.gitopsRead.possible
          ? this.#options.cloneUrl
          : undefined,
      },
      controlPlane: await this.#options.controlPlane(),
      metrics: this.#options.metrics,
      actions,
    };
  }

  async summary(credentials: BackstageCredentials): Promise<Summary> {
    await this.authorize(credentials);
    const { database, requests, services } = this.#options;
    const { requestRead, requestReview, serviceRead } =
      await this.#decide(credentials);
    const me = actorOf(credentials);
    return database.read(async db => {
      const now = await readNow(db);
      const soon = new Date(now + EXPIRING_DAYS * DAY_MS)
        .toISOString()
        .slice(0, 10);
      const toReview = (overdue: boolean) =>
        requests.count(db, query => {
          requestRead.filter?.(query);
          requestReview.filter?.(query);
          query.whereIn('request.status', [...REVIEWED_STATUSES]);
          if (!requestReview.possible) {
            query.whereRaw('1 = 0');
          }
          if (overdue) {
            query.where('request.due_at', '<', now);
          }
        });
      const mine = (statuses: string[]) =>
        requests.count(db, query => {
          query
            .where('request.requested_by', me)
            .whereIn('request.status', statuses);
        });
      const owned = (narrow: Parameters<ServiceStore['count']>[1]) =>
        services.count(db, query => {
          serviceRead.filter?.(query);
          query.whereNull('service.removed_at');
          narrow(query);
        });
      return {
        toReview: await toReview(false),
        toReviewOverdue: await toReview(true),
        mineWaiting: await mine([
          'submitted',
          'in_review',
          'approved',
          'pr_open',
        ]),
        mineToChange: await mine([
          'changes_requested',
          'policy_failed',
          'pr_conflict',
          'pr_closed',
        ]),
        servicesUnwell: await owned(query => {
          query.whereIn('service.status', [...UNWELL_SERVICE_STATUSES]);
        }),
        servicesExpiring: await owned(query => {
          query.where('service.end_date', '<=', soon);
        }),
        secretsOverdue: await owned(query => {
          query.where('service.secret_overdue', true);
        }),
      };
    });
  }

  async policies(credentials: BackstageCredentials): Promise<PolicyRule[]> {
    await this.authorize(credentials);
    return this.#options.policies.map(
      ({ id, title, severity, when, expr, message }) => ({
        id,
        title,
        severity,
        when,
        expr,
        message,
      }),
    );
  }

  async quotas(
    owner: string,
    credentials: BackstageCredentials,
  ): Promise<QuotaUse[]> {
    await this.authorize(credentials);
    const { requestRead, requestCreate } = await this.#decide(credentials);
    const subject = { owner: owner.toLowerCase(), parties: [] };
    if (!requestRead.allows(subject) && !requestCreate.allows(subject)) {
      throw refusing(
        new NotAllowedError('You may see the quotas of your own groups only'),
        { kind: 'quota', ref: owner, what: 'see the quotas of others' },
      );
    }
    const { database, quotas } = this.#options;
    return database.read(db => quotas.use(db, subject.owner));
  }

  async #decide(credentials: BackstageCredentials) {
    return this.#options.access.decide(credentials, ASKED);
  }
}
