import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import type { PrincipalResolver } from '@callboard/access-principals';
import {
  type CallContext,
  notVisible,
  requireAllowed,
  requirePossible,
} from '@callboard/backend-access';
import { toInstant } from '@callboard/backend-database';
import type { IfMatch } from '@callboard/backend-openapi';
import type {
  CreatedEndpoint,
  Endpoint,
  EndpointAction,
  EndpointChange,
  EndpointHealth,
  NewEndpoint,
  Page,
  Scope,
} from '@callboard/backstage-plugin-webhooks-common';
import type { SiteDirectory } from '@callboard/site-directory';
import type { DeliveryQueue } from '../delivery';
import type { EndpointAccess, EndpointDecisions } from '../permissions';
import type { About, Audit } from './Audit';
import type { EndpointReader, EndpointView } from './EndpointReader';
import type { EndpointRecord } from './EndpointRecord';
import {
  type EndpointsService,
  normaliseOwner,
  type RotatedSecret,
} from './EndpointsService';
import type { EndpointQuery } from './EndpointStore';
import type { ResolvedScope, ScopeResolver } from './ScopeResolver';

const ASKED = [
  'endpointRead',
  'endpointCreate',
  'endpointUpdate',
  'endpointDelete',
  'deliveryRedeliver',
] as const;
type Asked = EndpointDecisions<(typeof ASKED)[number]>;

const NEEDED = {
  change: 'endpointUpdate',
  delete: 'endpointDelete',
  replay: 'deliveryRedeliver',
} as const;

/** What decides, together with the owner, what arrives where. */
const STEERING = [
  'url',
  'eventTypes',
  'scope',
  'headers',
  'includePersonalData',
  'profile',
] as const;

const HEALTH_HOURS = 24;

interface Options {
  inner: EndpointsService;
  reader: EndpointReader;
  scopes: ScopeResolver;
  queue: Pick<DeliveryQueue, 'sendTest' | 'replaySince'>;
  access: EndpointAccess;
  principals: PrincipalResolver;
  directory: SiteDirectory;
  audit: Audit;
  /** Deliveries that waited for an endpoint may go on. */
  wake: () => void;
}

/**
 * Lets through to {@link EndpointsService} what the caller may do and see. What
 * is not theirs to see is a 404, what is not theirs to do a 403.
 *
 * An endpoint receives what its owner may see. So nobody gets at more than their
 * own by way of an endpoint of somebody who sees more: only who may have
 * endpoints everywhere makes others the owner, and whoever else changes what is
 * sent where becomes the owner.
 */
export class AuthorizedEndpoints {
  readonly #options: Options;

  private constructor(options: Options) {
    this.#options = options;
  }

  static create(options: Options): AuthorizedEndpoints {
    return new AuthorizedEndpoints(options);
  }

  /** Throws a 403 for whom no endpoint could be visible. */
  async authorizeRead(credentials: BackstageCredentials): Promise<void> {
    const { endpointRead } = await this.#decide(credentials);
    requirePossible(endpointRead, 'see endpoints');
  }

  /** Throws a 403 for whoever may not create an endpoint anywhere. */
  async authorizeCreate(credentials: BackstageCredentials): Promise<void> {
    const { endpointCreate } = await this.#decide(credentials);
    requirePossible(endpointCreate, 'create endpoints');
    if (
      endpointCreate.filter &&
      (await this.#openSites(endpointCreate)).length === 0
    ) {
      throw new NotAllowedError(
        'You may not create endpoints: you administer no site',
      );
    }
  }

  /** Throws unless the caller sees the endpoint and may do this with it. */
  async authorize(
    id: string,
    action: keyof typeof NEEDED,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const decisions = await this.#decide(credentials);
    const endpoint = await this.#visible(id, decisions);
    requireAllowed(endpoint, decisions.endpointRead, 'endpoint', id, {
      access: decisions[NEEDED[action]],
      what: `${action} this endpoint`,
    });
  }

  async list(
    query: Omit<EndpointQuery, 'filter'> & { health?: boolean },
    credentials: BackstageCredentials,
  ): Promise<Page<Endpoint>> {
    const { inner, reader } = this.#options;
    const decisions = await this.#decide(credentials);
    const page = await inner.list({
      ...query,
      filter: decisions.endpointRead.filter,
    });
    const views = await reader.view(
      page.items,
      query.health ? HEALTH_HOURS : undefined,
    );
    return { ...page, items: views.map(view => withActions(view, decisions)) };
  }

  async get(id: string, credentials: BackstageCredentials): Promise<Endpoint> {
    const decisions = await this.#decide(credentials);
    return this.#view(
      await this.#visible(id, decisions),
      decisions,
      HEALTH_HOURS,
    );
  }

  async health(
    id: string,
    hours: number,
    credentials: BackstageCredentials,
  ): Promise<EndpointHealth> {
    await this.#visible(id, await this.#decide(credentials));
    return this.#options.reader.health(id, hours);
  }

  async create(
    input: NewEndpoint,
    context: CallContext,
  ): Promise<CreatedEndpoint> {
    const { inner, audit } = this.#options;
    const decisions = await this.#decide(context.credentials);
    const scope = await this.#resolve(input.scope, decisions, context);
    const owner = await this.#ownerFor(input.owner, decisions, context);
    const { endpoint, secret } = await audit.record(
      [
        'endpoint-secret-show',
        ...(input.includePersonalData
          ? (['endpoint-personal-data-enable'] as const)
          : []),
      ],
      context,
      {
        subject: { kind: 'endpoint', title: input.title },
        siteRefs: scope.siteRef ? [scope.siteRef] : [],
        refs: { owner },
        meta: { scope: scope.scope.kind },
      },
      () => inner.create(input, { scope, owner }, context),
      result => aboutEndpoint(result.endpoint),
    );
    return { ...(await this.#view(endpoint, decisions)), secret };
  }

  async update(
    id: string,
    change: EndpointChange,
    ifMatch: IfMatch,
    context: CallContext,
  ): Promise<Endpoint> {
    const { inner, audit, wake } = this.#options;
    await this.authorize(id, 'change', context.credentials);
    const decisions = await this.#decide(context.credentials);
    const before = await inner.get(id);
    const scope =
      change.scope && (await this.#resolve(change.scope, decisions, context));
    const personal = change.includePersonalData && !before.includePersonalData;
    const endpoint = await audit.record(
      personal ? ['endpoint-personal-data-enable'] : [],
      context,
      aboutEndpoint(before),
      async () =>
        inner.update(
          id,
          change,
          { scope, owner: await this.#nextOwner(before, change, context) },
          ifMatch,
          context,
        ),
    );
    wake();
    return this.#view(endpoint, decisions);
  }

  async pause(id: string, context: CallContext): Promise<Endpoint> {
    await this.authorize(id, 'change', context.credentials);
    return this.#view(
      await this.#options.inner.pause(id, context),
      await this.#decide(context.credentials),
    );
  }

  async resume(id: string, context: CallContext): Promise<Endpoint> {
    await this.authorize(id, 'change', context.credentials);
    const endpoint = await this.#options.inner.resume(id, context);
    this.#options.wake();
    return this.#view(endpoint, await this.#decide(context.credentials));
  }

  async rotateSecret(
    id: string,
    overlapHours: number,
    context: CallContext,
  ): Promise<RotatedSecret> {
    await this.authorize(id, 'change', context.credentials);
    return this.#options.audit.record(
      ['endpoint-secret-rotate', 'endpoint-secret-show'],
      context,
      aboutEndpoint(await this.#options.inner.get(id)),
      () => this.#options.inner.rotateSecret(id, overlapHours, context),
    );
  }

  async delete(id: string, context: CallContext): Promise<void> {
    await this.authorize(id, 'delete', context.credentials);
    await this.#options.inner.delete(id, context);
  }

  async test(
    id: string,
    eventType: string | undefined,
    context: CallContext,
  ): Promise<{ deliveryId: string }> {
    await this.authorize(id, 'change', context.credentials);
    const { audit, inner, queue } = this.#options;
    return audit.record(
      ['endpoint-test'],
      context,
      aboutEndpoint(await inner.get(id)),
      () => queue.sendTest(id, eventType, context.actor),
    );
  }

  /** Everything since an instant (epoch milliseconds). */
  async replaySince(
    id: string,
    since: number,
    context: CallContext,
  ): Promise<number> {
    await this.authorize(id, 'replay', context.credentials);
    const { audit, inner, queue } = this.#options;
    const about = aboutEndpoint(await inner.get(id));
    const meta = { since: toInstant(since) };
    return audit.record(
      ['endpoint-replay'],
      context,
      { ...about, meta },
      () => queue.replaySince(id, since, context.actor),
      queued => ({ meta: { ...meta, queued } }),
    );
  }

  /** Where the caller may create endpoints. */
  async createIn(
    credentials: BackstageCredentials,
  ): Promise<{ everywhere: boolean; siteRefs: string[] }> {
    const { endpointCreate } = await this.#decide(credentials);
    const everywhere = endpointCreate.possible && !endpointCreate.filter;
    const siteRefs =
      endpointCreate.possible && !everywhere
        ? await this.#openSites(endpointCreate)
        : [];
    return { everywhere, siteRefs };
  }

  async #decide(credentials: BackstageCredentials): Promise<Asked> {
    return this.#options.access.decide(credentials, ASKED);
  }

  async #visible(id: string, decisions: Asked): Promise<EndpointRecord> {
    const endpoint = await this.#options.inner.get(id);
    if (!decisions.endpointRead.allows(endpoint)) {
      throw notVisible('endpoint', id);
    }
    return endpoint;
  }

  async #view(
    endpoint: EndpointRecord,
    decisions: Asked,
    hours?: number,
  ): Promise<Endpoint> {
    const [view] = await this.#options.reader.view([endpoint], hours);
    return withActions(view, decisions);
  }

  async #claims(credentials: BackstageCredentials): Promise<string[]> {
    const principal =
      await this.#options.principals.forCredentials(credentials);
    return principal?.claims ?? [];
  }

  async #openSites({ allows }: Asked['endpointCreate']): Promise<string[]> {
    const sites = await this.#options.directory.sites();
    return sites.inUse().filter(siteRef => allows({ siteRef }));
  }

  /** Throws a 403 for a scope that the caller may not have an endpoint with. */
  async #resolve(
    asked: Scope,
    decisions: Asked,
    { credentials }: CallContext,
  ): Promise<ResolvedScope> {
    const inNoSite =
      !asked.siteRef && !['site', 'resource'].includes(asked.kind);
    if (inNoSite) {
      // First: what there is in the portal is not for everybody to find out.
      requireScope(decisions, {});
    }
    const { directory, principals, scopes } = this.#options;
    const sites = await directory.sites();
    const claims = (await principals.forCredentials(credentials))?.claims ?? [];
    const scope = await scopes.resolve(
      asked,
      siteRef =>
        decisions.endpointCreate.allows({ siteRef }) ||
        sites.isInSight(claims, siteRef),
    );
    requireScope(decisions, scope);
    return scope;
  }

  async #ownerFor(
    asked: string | undefined,
    decisions: Asked,
    context: CallContext,
  ): Promise<string> {
    const principal = await this.#options.principals.forCredentials(
      context.credentials,
    );
    const own = principal?.account?.owner ?? context.actor.toLowerCase();
    const owner = normaliseOwner(asked ?? own);
    const isTheirs = owner === own || principal?.claims.includes(owner);
    if (!isTheirs && decisions.endpointCreate.filter) {
      throw new NotAllowedError(
        'You may make yourself or a group of yours the owner of an endpoint, nobody else',
      );
    }
    return owner;
  }

  /** Undefined where the owner stays. */
  async #nextOwner(
    before: EndpointRecord,
    change: EndpointChange,
    context: CallContext,
  ): Promise<string | undefined> {
    const decisions = await this.#decide(context.credentials);
    if (change.owner !== undefined) {
      return this.#ownerFor(change.owner, decisions, context);
    }
    const steers = STEERING.some(field => change[field] !== undefined);
    const isFree =
      !decisions.endpointCreate.filter ||
      (await this.#claims(context.credentials)).includes(before.owner);
    return steers && !isFree
      ? this.#ownerFor(undefined, decisions, context)
      : undefined;
  }
}

function aboutEndpoint({ id, title, owner, siteRef }: EndpointRecord): About {
  return {
    subject: { kind: 'endpoint', id, title },
    siteRefs: siteRef ? [siteRef] : [],
    refs: { owner },
  };
}

/** Throws unless the caller may have an endpoint with this scope. */
function requireScope(
  { endpointCreate }: Asked,
  scope: { siteRef?: string },
): void {
  if (!endpointCreate.allows(scope)) {
    throw new NotAllowedError(
      scope.siteRef === undefined
        ? 'An endpoint with this scope, which is in no one site, is for global admins and operations'
        : 'You may not have endpoints on this site',
    );
  }
}

function withActions(view: EndpointView, decisions: Asked): Endpoint {
  const actions: EndpointAction[] = [];
  if (decisions.endpointUpdate.allows(view)) {
    actions.push('update', 'test', 'rotate-secret');
    if (view.status === 'active') {
      actions.push('pause');
    } else {
      actions.push('resume');
    }
  }
  if (decisions.endpointDelete.allows(view)) {
    actions.push('delete');
  }
  if (decisions.deliveryRedeliver.allows(view)) {
    actions.push('replay');
  }
  return { ...view, actions };
}
