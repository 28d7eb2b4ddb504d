import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  type Access,
  actorOf,
  type CallContext,
  notForCaller,
  requirePossible,
  type SqlFilter,
} from '@callboard/backend-access';
import type { Page } from '@callboard/backend-database';
import {
  type IfMatch,
  invalidField,
  refusing,
} from '@callboard/backend-openapi';
import type {
  Certification,
  CertificationChange,
  CertificationHolding,
  HoldingImport,
  HoldingImportResult,
  HoldingRenewal,
  HoldingStatus,
  NewCertification,
  NewHolding,
} from '@callboard/backstage-plugin-reservations-common';
import {
  type Inventory,
  normaliseRef,
  type SiteFacts,
} from '../domain/Inventory';
import type { InventoryCache } from '../inventory/InventoryCache';
import { requireSite } from '../inventory/requireSite';
import type { People } from '../people/People';
import type { AccessDecider, Decisions } from '../permissions/accessDecider';
import { certificationData, holdingData } from './certificationEvent';
import {
  type CertificationRecord,
  type HoldingRecord,
  statusOf,
} from './CertificationRecord';
import type {
  CertificationsService,
  HoldingAt,
  Term,
} from './CertificationsService';
import type { HoldingStore } from './HoldingStore';
import { importHoldings } from './importHoldings';
import { isHttps, readHoldingLines } from './readHoldingLines';

const ON = [
  'siteRead',
  'certificationRead',
  'certificationCreate',
  'certificationGrant',
] as const;

type On = Decisions<(typeof ON)[number]>;

const ANY = {
  siteRead: 'see certifications',
  certificationRead: 'see who is certified',
  certificationCreate: 'define certifications',
  certificationGrant: 'grant certifications',
} as const;

const NOWHERE = '00000000-0000-0000-0000-000000000000';

interface Options {
  inner: CertificationsService;
  holdings: HoldingStore;
  inventory: InventoryCache;
  people: People;
  access: AccessDecider;
}

/**
 * Lets through to {@link CertificationsService} what the caller may do and see.
 * What belongs to a site is its admins'; what belongs to none is for those whose
 * rights have no bounds. Everybody may know which certifications there are where
 * they see the site, and which they hold themselves.
 */
export class AuthorizedCertifications {
  readonly #options: Options;

  private constructor(options: Options) {
    this.#options = options;
  }

  static create(options: Options): AuthorizedCertifications {
    return new AuthorizedCertifications(options);
  }

  /** Throws a 403 for whom there is nothing to which the answer may be yes. */
  async authorizeAny(
    question: keyof typeof ANY,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const decisions = await this.#decide(credentials);
    requirePossible(decisions[question] as Access<unknown>, ANY[question]);
  }

  async list(
    selection: { q?: string; siteRef?: string; cursor?: string; limit: number },
    credentials: BackstageCredentials,
  ): Promise<Page<Certification>> {
    const decisions = await this.#decide(credentials);
    requirePossible(decisions.siteRead, ANY.siteRead);
    const inventory = await this.#options.inventory.latest();
    const { siteRef, ...rest } = selection;
    const page = await this.#options.inner.list({
      ...rest,
      siteId: siteRef && (inventory.siteByRef(siteRef)?.id ?? NOWHERE),
      filter: decisions.siteRead.filter,
    });
    return {
      items: page.items.map(one => toView(one, inventory, decisions)),
      nextCursor: page.nextCursor,
    };
  }

  async create(
    input: NewCertification,
    context: CallContext,
  ): Promise<Certification> {
    const decisions = await this.#decide(context.credentials);
    const { certificationCreate } = decisions;
    requirePossible(certificationCreate, ANY.certificationCreate);
    const inventory = await this.#options.inventory.latest();
    const { id: _, siteRef, ...rest } = input;
    if (siteRef === undefined && certificationCreate.filter) {
      throw new NotAllowedError(
        'You may define certifications for your sites, not global ones',
      );
    }
    const site =
      siteRef === undefined
        ? undefined
        : requireSite(inventory, siteRef, decisions.siteRead, {
            access: certificationCreate,
            what: 'define certifications for this site',
          });
    const created = await this.#options.inner.create(
      { ...rest, siteId: site?.id },
      context,
    );
    return toView(created, inventory, decisions);
  }

  /** Throws a 404 for what the caller does not see, a 403 for what they may not. */
  async authorize(
    id: string,
    action: 'certificationCreate' | 'certificationGrant',
    credentials: BackstageCredentials,
  ): Promise<void> {
    await this.#require(id, action, credentials);
  }

  async update(
    id: string,
    change: CertificationChange,
    ifMatch: IfMatch,
    context: CallContext,
  ): Promise<Certification> {
    const { decisions } = await this.#require(
      id,
      'certificationCreate',
      context.credentials,
    );
    const changed = await this.#options.inner.update(
      id,
      change,
      ifMatch,
      context,
    );
    return toView(changed, await this.#options.inventory.latest(), decisions);
  }

  async holdings(
    selection: {
      person?: string;
      certification?: string;
      statuses?: HoldingStatus[];
      cursor?: string;
      limit: number;
    },
    credentials: BackstageCredentials,
  ): Promise<Page<CertificationHolding>> {
    const decisions = await this.#decide(credentials);
    return this.#page(selection, decisions.certificationRead.filter, decisions);
  }

  /** The caller's own. */
  async mine(
    selection: { statuses?: HoldingStatus[]; cursor?: string; limit: number },
    credentials: BackstageCredentials,
  ): Promise<Page<CertificationHolding>> {
    const decisions = await this.#decide(credentials);
    const person = normaliseRef(actorOf(credentials));
    return this.#page({ ...selection, person }, undefined, decisions);
  }

  async grant(
    input: NewHolding,
    context: CallContext,
  ): Promise<CertificationHolding> {
    const { certificationId, person, validFrom, ...term } = input;
    const { decisions } = await this.#require(
      certificationId,
      'certificationGrant',
      context.credentials,
    );
    const ref = normaliseRef(person);
    if (!/^user:[^/]+\/[^/]+$/.test(ref)) {
      throw invalidField('person', 'must be a user');
    }
    if (!(await this.#options.people.known([ref])).has(ref)) {
      throw invalidField('person', 'is not in the catalog');
    }
    const granted = await this.#options.inner.grant(
      certificationId,
      ref,
      {
        ...toTerm(term),
        from: validFrom === undefined ? undefined : Date.parse(validFrom),
      },
      context,
    );
    return this.#view(granted, decisions);
  }

  /** Throws a 404 for what the caller does not see, a 403 for what they may not. */
  async authorizeHolding(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<void> {
    await this.#requireHolding(id, credentials);
  }

  async renew(
    id: string,
    renewal: HoldingRenewal,
    context: CallContext,
  ): Promise<CertificationHolding> {
    const decisions = await this.#requireHolding(id, context.credentials);
    return this.#view(
      await this.#options.inner.renew(id, toTerm(renewal), context),
      decisions,
    );
  }

  async revoke(
    id: string,
    reason: string | undefined,
    context: CallContext,
  ): Promise<CertificationHolding> {
    const decisions = await this.#requireHolding(id, context.credentials);
    return this.#view(
      await this.#options.inner.revoke(id, reason, context),
      decisions,
    );
  }

  async import(
    id: string,
    { csv, dryRun = false }: HoldingImport,
    context: CallContext,
  ): Promise<HoldingImportResult> {
    const { inner, holdings, people } = this.#options;
    const { site } = await this.#require(
      id,
      'certificationGrant',
      context.credentials,
    );
    const lines = readHoldingLines(csv, site?.timeZone ?? 'UTC');
    const named = lines.flatMap(({ asks }) =>
      'person' in asks ? [asks.person] : [],
    );
    const known = await people.known(named);
    const results = await inner.write(context, at =>
      importHoldings(at, {
        service: inner,
        holdings,
        certificationId: id,
        lines,
        people: known,
        dryRun,
        actor: context.actor,
      }),
    );
    return { dryRun, lines: results };
  }

  async #decide(credentials: BackstageCredentials): Promise<On> {
    return this.#options.access.decide(credentials, ON);
  }

  async #page(
    selection: {
      person?: string;
      certification?: string;
      statuses?: HoldingStatus[];
      cursor?: string;
      limit: number;
    },
    filter: SqlFilter | undefined,
    decisions: On,
  ): Promise<Page<CertificationHolding>> {
    const { inner } = this.#options;
    const { person, certification, ...rest } = selection;
    const named =
      certification === undefined
        ? undefined
        : await inner.named(certification);
    const page = await inner.holdings({
      ...rest,
      person: person === undefined ? undefined : normaliseRef(person),
      certificationId:
        certification === undefined ? undefined : (named?.id ?? NOWHERE),
      filter,
    });
    const inventory = await this.#options.inventory.latest();
    return {
      items: page.items.map(holding =>
        toHoldingView({ holding, now: page.now }, inventory, decisions),
      ),
      nextCursor: page.nextCursor,
    };
  }

  async #view(at: HoldingAt, decisions: On): Promise<CertificationHolding> {
    const inventory = await this.#options.inventory.latest();
    return {
      ...toHoldingView(at, inventory, decisions),
      affectedBookings: at.affectedBookings,
    };
  }

  async #require(
    id: string,
    action: 'certificationCreate' | 'certificationGrant',
    credentials: BackstageCredentials,
  ) {
    const decisions = await this.#decide(credentials);
    const found = await this.#options.inner.find(id);
    const inventory = await this.#options.inventory.latest();
    const site = siteOf(found?.siteId, inventory);
    if (!found || !isSeen(found.siteId, site, decisions)) {
      throw notForCaller(found, 'certification', id);
    }
    requireOn(found.siteId, site, decisions[action], ANY[action], id);
    return { decisions, site };
  }

  async #requireHolding(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<On> {
    const decisions = await this.#decide(credentials);
    const found = await this.#options.inner.holding(id);
    const inventory = await this.#options.inventory.latest();
    const siteId = found?.certification.siteId;
    const site = siteOf(siteId, inventory);
    const isOwn = found?.person === normaliseRef(actorOf(credentials));
    const { certificationRead, certificationGrant } = decisions;
    if (!found || !(isOwn || allowsOn(siteId, site, certificationRead))) {
      throw notForCaller(found, 'certification of a person', id);
    }
    requireOn(siteId, site, certificationGrant, ANY.certificationGrant, id);
    return decisions;
  }
}

function siteOf(siteId: string | undefined, inventory: Inventory) {
  return siteId === undefined ? undefined : inventory.site(siteId);
}

/** Of what belongs to no site, to those whose right has no bounds. */
function allowsOn(
  siteId: string | undefined,
  site: SiteFacts | undefined,
  access: Access<SiteFacts>,
): boolean {
  if (siteId === undefined) {
    return access.possible && access.filter === undefined;
  }
  return site !== undefined && access.allows(site);
}

/** What belongs to no site may be known to whoever sees any. */
function isSeen(
  siteId: string | undefined,
  site: SiteFacts | undefined,
  { siteRead }: On,
): boolean {
  return siteId === undefined
    ? siteRead.possible
    : site !== undefined && siteRead.allows(site);
}

function requireOn(
  siteId: string | undefined,
  site: SiteFacts | undefined,
  access: Access<SiteFacts>,
  what: string,
  ref: string,
): void {
  if (!allowsOn(siteId, site, access)) {
    throw refusing(new NotAllowedError(`You may not ${what} here`), {
      kind: 'certification',
      ref,
      what,
    });
  }
}

function toTerm({
  validUntil,
  evidence,
}: Pick<NewHolding, 'validUntil' | 'evidence'>): Term {
  if (evidence !== undefined && !isHttps(evidence)) {
    throw invalidField('evidence', 'must be an https address');
  }
  return {
    until: typeof validUntil === 'string' ? Date.parse(validUntil) : validUntil,
    evidence,
  };
}

function toView(
  certification: CertificationRecord,
  inventory: Inventory,
  decisions: On,
): Certification {
  const { siteId } = certification;
  const site = siteOf(siteId, inventory);
  const actions: Certification['actions'] = [];
  if (allowsOn(siteId, site, decisions.certificationCreate)) {
    actions.push('update');
  }
  if (allowsOn(siteId, site, decisions.certificationGrant)) {
    actions.push('grant');
  }
  return { ...certificationData(certification, inventory), actions };
}

function toHoldingView(
  { holding, now }: { holding: HoldingRecord; now: number },
  inventory: Inventory,
  { certificationGrant }: On,
): CertificationHolding {
  const { siteId } = holding.certification;
  const status = statusOf(holding, now);
  const changeable =
    status !== 'revoked' &&
    allowsOn(siteId, siteOf(siteId, inventory), certificationGrant);
  return {
    ...holdingData(holding, inventory),
    status,
    actions: changeable ? ['renew', 'revoke'] : [],
  };
}
