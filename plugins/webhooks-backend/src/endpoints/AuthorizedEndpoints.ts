import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import type { PrincipalResolver } from '@callboard/access-principals';
import {
  type CallContext,
  notFound,
  requireAllowed,
  requirePossible,
} from '@callboard/backend-access';
import type { IfMatch } from '@callboard/backend-openapi';
import type {
  CreatedEndpoint,
  Endpoint,
  EndpointAction,
  EndpointChange,
  EndpointHealth,
  NewEndpoint,
  Page,
} from '@callboard/backstage-plugin-webhooks-common';
import type { DeliveryQueue } from '../delivery';
import type { SiteDirectory } from '../directory';
import type { EndpointAccess, EndpointDecisions } from '../permissions';
import type { Audit } from './Audit';
import type { EndpointReader, EndpointView } from './EndpointReader';
import type { EndpointRecord } from './EndpointRecord';
import {
  type EndpointsService,
  normaliseOwner,
  type RotatedSecret,
} from './EndpointsService';
import type { EndpointQuery } from './EndpointStore';
import type { ScopeResolver } from './ScopeResolver';

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
      (await this.#openSites(credentials)).length === 0
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
    const { inner, scopes, audit } = this.#options;
    const decisions = await this.#decide(context.credentials);
    const scope = await scopes.resolve(input.scope);
    requireScope(decisions, scope);
    const owner = await this.#ownerFor(input.owner, decisions, context);
    const { endpoint, secret } = await audit.record(
      [
        'endpoint-secret-show',
        ...(input.includePersonalData ? ['endpoint-personal-data-enable'] : []),
      ],
      context,
      { scope: scope.scope.kind, site: scope.siteRef ?? null },
      () => inner.create(input, { scope, owner }, context),
    );
    return { ...(await this.#view(endpoint, decisions)), secret };
  }

  async update(
    id: string,
    change: EndpointChange,
    ifMatch: IfMatch,
    context: CallContext,
  ): Promise<Endpoint> {
    const { inner, scopes, audit, wake } = this.#options;
    await this.authorize(id, 'change', context.credentials);
    const decisions = await this.#decide(context.credentials);
    const before = await inner.get(id);
    const scope = change.scope && (await scopes.resolve(change.scope));
    if (scope) {
      requireScope(decisions, scope);
    }
    const personal = change.includePersonalData && !before.includePersonalData;
    const endpoint = await audit.record(
      personal ? ['endpoint-personal-data-enable'] : [],
      context,
      { endpointId: id },
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
      { endpointId: id },
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
    return this.#options.queue.sendTest(id, eventType, context.actor);
  }

  /** Everything since an instant (epoch milliseconds). */
  async replaySince(
    id: string,
    since: number,
    context: CallContext,
  ): Promise<number> {
    await this.authorize(id, 'replay', context.credentials);
    return this.#options.queue.replaySince(id, since, context.actor);
  }

  /** Where the caller may create endpoints. */
  async createIn(
    credentials: BackstageCredentials,
  ): Promise<{ everywhere: boolean; siteRefs: string[] }> {
    const { endpointCreate } = await this.#decide(credentials);
    const everywhere = endpointCreate.possible && !endpointCreate.filter;
    const siteRefs =
      endpointCreate.possible && !everywhere
        ? await this.#openSites(credentials)
        : [];
    return { everywhere, siteRefs };
  }

  async #decide(credentials: BackstageCredentials): Promise<Asked> {
    return this.#options.access.decide(credentials, ASKED);
  }

  async #visible(id: string, decisions: Asked): Promise<EndpointRecord> {
    const endpoint = await this.#options.inner.get(id);
    if (!decisions.endpointRead.allows(endpoint)) {
      throw notFound('endpoint', id);
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

  async #openSites(credentials: BackstageCredentials): Promise<string[]> {
    const sites = await this.#options.directory.sites();
    return sites.openTo(await this.#claims(credentials));
  }

  async #ownerFor(
    asked: string | undefined,
    decisions: Asked,
    context: CallContext,
  ): Promise<string> {
    const owner = normaliseOwner(asked ?? context.actor);
    const isTheirs =
      owner === context.actor.toLowerCase() ||
      (await this.#claims(context.credentials)).includes(owner);
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
