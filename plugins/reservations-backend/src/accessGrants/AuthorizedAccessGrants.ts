import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  type CallContext,
  requireAllowed,
  requirePossible,
} from '@callboard/backend-access';
import { type Page, toInstant } from '@callboard/backend-database';
import { type IfMatch, invalidField } from '@callboard/backend-openapi';
import type {
  AccessGrant,
  AccessGrantChange,
  AccessGrantStatus,
  NewAccessGrant,
} from '@callboard/backstage-plugin-reservations-common';
import { type Inventory, normaliseRef } from '../domain/Inventory';
import type { InventoryCache } from '../inventory/InventoryCache';
import { requireSite } from '../inventory/requireSite';
import { isPersonRef, type People } from '../people/People';
import type { AccessDecider, Decisions } from '../permissions/accessDecider';
import { type AccessGrantRecord, isOver, statusOf } from './AccessGrantRecord';
import type { AccessGrantsService, GrantAt } from './AccessGrantsService';
import type { AffectedBookings } from './AffectedBookings';

const ON_GRANTS = ['accessGrantRead', 'accessGrantUpdate'] as const;

const ANY = {
  accessGrantRead: 'see access grants',
  accessGrantCreate: 'grant access',
} as const;

/** How a list of grants is narrowed. */
export interface AccessGrantSelection {
  siteRef?: string;
  resourceRef?: string;
  subjectRef?: string;
  statuses?: AccessGrantStatus[];
  cursor?: string;
  limit: number;
}

interface Options {
  inner: AccessGrantsService;
  affected: AffectedBookings;
  inventory: InventoryCache;
  people: People;
  access: AccessDecider;
}

/**
 * Lets through to {@link AccessGrantsService} what the caller may do and see. A
 * grant on a site that they do not look after is a 404, their own apart.
 */
export class AuthorizedAccessGrants {
  readonly #options: Options;

  private constructor(options: Options) {
    this.#options = options;
  }

  static create(options: Options): AuthorizedAccessGrants {
    return new AuthorizedAccessGrants(options);
  }

  /** Throws a 403 for whom there is nothing to which the answer may be yes. */
  async authorizeAny(
    question: keyof typeof ANY,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const decisions = await this.#options.access.decide(credentials, [
      question,
    ]);
    requirePossible(decisions[question], ANY[question]);
  }

  async list(
    selection: AccessGrantSelection,
    credentials: BackstageCredentials,
  ): Promise<Page<AccessGrant>> {
    const { access, inner } = this.#options;
    const decisions = await access.decide(credentials, ON_GRANTS);
    const inventory = await this.#options.inventory.latest();
    const { siteRef, resourceRef, subjectRef, ...rest } = selection;
    const idsOf = (found?: { id: string }) => (found ? [found.id] : []);
    const page = await inner.list({
      ...rest,
      siteIds: siteRef ? idsOf(inventory.siteByRef(siteRef)) : undefined,
      resourceIds: resourceRef
        ? idsOf(inventory.resourceByRef(resourceRef))
        : undefined,
      subjectRefs: subjectRef ? [normaliseRef(subjectRef)] : undefined,
      filter: decisions.accessGrantRead.filter,
    });
    return toPage(page, inventory, decisions);
  }

  /** Those of the caller and their groups, whatever else they may see. */
  async listMine(
    selection: Pick<AccessGrantSelection, 'statuses' | 'cursor' | 'limit'>,
    credentials: BackstageCredentials,
  ): Promise<Page<AccessGrant>> {
    const { access, inner, people } = this.#options;
    const decisions = await access.decide(credentials, ON_GRANTS);
    const caller = await people.caller(credentials);
    const page = await inner.list({
      ...selection,
      subjectRefs: caller?.claims ?? [],
    });
    return toPage(page, await this.#options.inventory.latest(), decisions);
  }

  async get(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<AccessGrant> {
    const { grant, inventory, decisions, now } = await this.#require(
      id,
      'accessGrantRead',
      credentials,
    );
    return toView({ grant, now }, inventory, decisions);
  }

  /** Throws a 404 for what the caller does not see, a 403 for what they may not. */
  async authorizeChange(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<void> {
    await this.#require(id, 'accessGrantUpdate', credentials);
  }

  async create(
    input: NewAccessGrant,
    context: CallContext,
  ): Promise<AccessGrant> {
    const { access, inner, people } = this.#options;
    const decisions = await access.decide(context.credentials, [
      ...ON_GRANTS,
      'siteRead',
      'accessGrantCreate',
    ]);
    requirePossible(decisions.accessGrantCreate, 'grant access');
    const inventory = await this.#options.inventory.latest();
    const site = requireSite(inventory, input.siteRef, decisions.siteRead, {
      access: decisions.accessGrantCreate,
      what: 'grant access to this site',
    });
    if (site.archived) {
      throw invalidField('siteRef', 'is archived');
    }
    const resource = input.resourceRef
      ? inventory.resourceByRef(input.resourceRef)
      : undefined;
    // In one sentence: another site's resource may not be the caller's to know of.
    if (input.resourceRef && (resource?.site !== site || resource.archived)) {
      throw invalidField('resourceRef', 'must be a resource of the site');
    }
    const subjectRef = normaliseRef(input.subjectRef);
    if (!isPersonRef(subjectRef)) {
      throw invalidField('subjectRef', 'must be a user or group');
    }
    if (!(await people.known([subjectRef])).has(subjectRef)) {
      throw invalidField('subjectRef', 'is not in the catalog');
    }
    const created = await inner.create(
      {
        subjectRef,
        siteId: site.id,
        siteRef: site.entityRef,
        siteTitle: site.title,
        resource: resource && {
          id: resource.id,
          entityRef: resource.entityRef,
          title: resource.title,
        },
        from: input.from === undefined ? undefined : Date.parse(input.from),
        until: Date.parse(input.until),
        reason: input.reason,
      },
      context,
    );
    return toView(created, inventory, decisions);
  }

  async change(
    id: string,
    change: AccessGrantChange,
    ifMatch: IfMatch,
    context: CallContext,
  ): Promise<AccessGrant> {
    const until = Date.parse(change.until);
    return this.#changing(id, until, context, () =>
      this.#options.inner.change(id, until, ifMatch, context),
    );
  }

  async revoke(id: string, context: CallContext): Promise<AccessGrant> {
    return this.#changing(id, undefined, context, () =>
      this.#options.inner.revoke(id, context),
    );
  }

  /** Changes when it ends (`until`; else now), and tells what that means. */
  async #changing(
    id: string,
    until: number | undefined,
    context: CallContext,
    change: () => Promise<GrantAt>,
  ): Promise<AccessGrant> {
    const { access, affected } = this.#options;
    const { credentials } = context;
    const { grant, now, inventory, decisions } = await this.#require(
      id,
      'accessGrantUpdate',
      credentials,
    );
    const { bookingRead } = await access.decide(credentials, ['bookingRead']);
    const carried = await affected.before(
      grant,
      Math.max(until ?? now, now),
      inventory,
      bookingRead.filter,
    );
    const changed = await change();
    const later = await this.#options.inventory.latest();
    return {
      ...toView(changed, later, decisions),
      affectedBookings: affected.after(carried, later, changed.now),
    };
  }

  async #require(
    id: string,
    needed: (typeof ON_GRANTS)[number],
    credentials: BackstageCredentials,
  ) {
    const { access, inner } = this.#options;
    const decisions = await access.decide(credentials, ON_GRANTS);
    const { grant, now } = await inner.get(id);
    const inventory = await this.#options.inventory.latest();
    const site = inventory.site(grant.siteId);
    requireAllowed(site, decisions.accessGrantRead, 'access grant', id, {
      access: decisions[needed],
      what: 'change this access grant',
    });
    return { grant, now, inventory, decisions };
  }
}

type OnGrants = Decisions<(typeof ON_GRANTS)[number]>;

function toPage(
  page: Page<AccessGrantRecord> & { now: number },
  inventory: Inventory,
  decisions: OnGrants,
): Page<AccessGrant> {
  return {
    items: page.items.map(grant =>
      toView({ grant, now: page.now }, inventory, decisions),
    ),
    nextCursor: page.nextCursor,
  };
}

function toView(
  { grant, now }: GrantAt,
  inventory: Inventory,
  { accessGrantUpdate }: OnGrants,
): AccessGrant {
  const { siteId, resource, endedAt: _, revokedAt, ...rest } = grant;
  const status = statusOf(grant, now);
  const site = inventory.site(siteId);
  const changeable =
    !isOver(status) && site !== undefined && accessGrantUpdate.allows(site);
  return {
    ...rest,
    resourceRef: resource?.entityRef,
    resourceTitle: resource?.title,
    from: toInstant(grant.from),
    until: toInstant(grant.until),
    createdAt: toInstant(grant.createdAt),
    updatedAt: toInstant(grant.updatedAt),
    revokedAt: revokedAt === undefined ? undefined : toInstant(revokedAt),
    status,
    actions: changeable ? ['update', 'revoke'] : [],
  };
}
