import { randomUUID } from 'node:crypto';
import { ConflictError } from '@backstage/errors';
import { type CallContext, notFound } from '@callboard/backend-access';
import {
  checkVersion,
  type Database,
  readNow,
  toInstant,
  type Writer,
} from '@callboard/backend-database';
import { type IfMatch, invalidField } from '@callboard/backend-openapi';
import type {
  EndpointChange,
  NewEndpoint,
  Page,
} from '@callboard/backstage-plugin-webhooks-common';
import { isLegacy } from '@callboard/backstage-plugin-webhooks-common';
import { normaliseRef } from '@callboard/site-directory';
import type { DeliveryQueue } from '../delivery';
import { checkLegacySecret, createSecret } from '../secrets';
import { checkUrl } from '../sender';
import { asField } from './asField';
import type { CustomHeaders } from './CustomHeaders';
import { type EndpointEventType, endpointEvent } from './endpointEvent';
import type { EndpointRecord } from './EndpointRecord';
import type { EndpointQuery, EndpointStore } from './EndpointStore';
import type { EventTypes } from './EventTypes';
import type { ResolvedScope } from './ScopeResolver';
import type { SecretStore } from './SecretStore';

const HOUR_MS = 3_600_000;

/** What is decided outside: where the scope is, and whose endpoint it is. */
export interface Placement {
  scope: ResolvedScope;
  owner: string;
}

export interface RotatedSecret {
  secret: string;
  /** RFC 3339 in UTC. */
  oldSecretExpiresAt: string;
}

/** Endpoints, without a thought for who may do what. */
export interface EndpointsService {
  list(query: EndpointQuery): Promise<Page<EndpointRecord>>;
  get(id: string): Promise<EndpointRecord>;
  /** The secret is there unless a repeated request replays the first one's answer. */
  create(
    input: NewEndpoint,
    placement: Placement,
    context: CallContext,
  ): Promise<{ endpoint: EndpointRecord; secret?: string }>;
  update(
    id: string,
    change: EndpointChange,
    placement: Partial<Placement>,
    ifMatch: IfMatch,
    context: CallContext,
  ): Promise<EndpointRecord>;
  pause(id: string, context: CallContext): Promise<EndpointRecord>;
  resume(id: string, context: CallContext): Promise<EndpointRecord>;
  rotateSecret(
    id: string,
    overlapHours: number,
    context: CallContext,
  ): Promise<RotatedSecret>;
  delete(id: string, context: CallContext): Promise<void>;
}

interface Options {
  database: Database;
  endpoints: EndpointStore;
  secrets: SecretStore;
  headers: CustomHeaders;
  eventTypes: EventTypes;
  queue: Pick<DeliveryQueue, 'drop'>;
  allowedAddresses: string[];
}

export class DefaultEndpointsService implements EndpointsService {
  readonly #options: Options;

  private constructor(options: Options) {
    this.#options = options;
  }

  static create(options: Options): DefaultEndpointsService {
    return new DefaultEndpointsService(options);
  }

  async list(query: EndpointQuery): Promise<Page<EndpointRecord>> {
    const { database, endpoints } = this.#options;
    return database.read(db => endpoints.list(db, query));
  }

  async get(id: string): Promise<EndpointRecord> {
    const { database, endpoints } = this.#options;
    const endpoint = await database.read(db => endpoints.get(db, id));
    if (!endpoint) {
      throw notFound('endpoint', id);
    }
    return endpoint;
  }

  async create(
    input: NewEndpoint,
    placement: Placement,
    context: CallContext,
  ): Promise<{ endpoint: EndpointRecord; secret?: string }> {
    const profile = input.profile ?? 'standard';
    this.#checkUrl(input.url);
    checkLegacy(input.legacySecret, profile);
    const id = randomUUID();
    const sealedHeaders = this.#options.headers.seal(input.headers ?? {}, id);
    // Outside the result, so that it is not kept with an Idempotency-Key.
    let secret: string | undefined;
    const endpoint = await this.#options.database.write(async tx => {
      await this.#requireEventTypes(tx, input.eventTypes);
      const now = await readNow(tx);
      const created: EndpointRecord = {
        id,
        version: 1,
        createdAt: toInstant(now),
        updatedAt: toInstant(now),
        title: input.title?.trim() ?? new URL(input.url).host,
        description: input.description,
        url: input.url,
        eventTypes: input.eventTypes,
        ...placement.scope,
        sealedHeaders,
        includePersonalData: input.includePersonalData ?? false,
        profile,
        owner: placement.owner,
        createdBy: context.actor,
        status: 'active',
      };
      secret = input.legacySecret ?? createSecret();
      await this.#options.endpoints.insert(tx, created);
      await this.#options.secrets.insert(tx, id, secret, now);
      await this.#announce(tx, 'endpoint.created', context, created);
      return created;
    }, context.idempotency);
    return {
      endpoint,
      secret: input.legacySecret === undefined ? secret : undefined,
    };
  }

  async update(
    id: string,
    change: EndpointChange,
    placement: Partial<Placement>,
    ifMatch: IfMatch,
    context: CallContext,
  ): Promise<EndpointRecord> {
    if (change.url !== undefined) {
      this.#checkUrl(change.url);
    }
    const { headers, scope: _scope, owner: _owner, ...plain } = change;
    return this.#change(id, 'endpoint.changed', context, async (tx, before) => {
      checkVersion(before, ifMatch);
      const added = (change.eventTypes ?? []).filter(
        type => !before.eventTypes.includes(type),
      );
      await this.#requireEventTypes(tx, added);
      if (change.profile === 'standard' && isLegacy(before.profile)) {
        await this.#requireStandardSecrets(tx, id);
      }
      return {
        ...before,
        ...plain,
        ...placement.scope,
        siteRef: placement.scope ? placement.scope.siteRef : before.siteRef,
        owner: placement.owner ?? before.owner,
        sealedHeaders:
          headers === undefined
            ? before.sealedHeaders
            : this.#options.headers.seal(headers, id, before.sealedHeaders),
      };
    });
  }

  async pause(id: string, context: CallContext): Promise<EndpointRecord> {
    return this.#change(id, 'endpoint.paused', context, async (_tx, before) => {
      if (before.status === 'disabled') {
        throw new ConflictError(
          `${before.title} is disabled; nothing is sent to it anyway`,
        );
      }
      return before.status === 'paused'
        ? undefined
        : { ...before, status: 'paused' };
    });
  }

  async resume(id: string, context: CallContext): Promise<EndpointRecord> {
    return this.#change(id, 'endpoint.resumed', context, async (tx, before) => {
      if (before.status === 'active') {
        return undefined;
      }
      await this.#options.endpoints.clearFailures(tx, id);
      return { ...before, status: 'active', disabledReason: undefined };
    });
  }

  async rotateSecret(
    id: string,
    overlapHours: number,
    context: CallContext,
  ): Promise<RotatedSecret> {
    const secret = createSecret();
    let expiresAt = 0;
    await this.#change(
      id,
      'endpoint.secret_rotated',
      context,
      async (tx, before) => {
        const now = await readNow(tx);
        expiresAt = now + Math.round(overlapHours * HOUR_MS);
        await this.#options.secrets.rotate(tx, id, secret, {
          now,
          oldExpiresAt: expiresAt,
        });
        return before;
      },
    );
    return { secret, oldSecretExpiresAt: toInstant(expiresAt) };
  }

  async delete(id: string, context: CallContext): Promise<void> {
    const { database, endpoints, secrets, queue } = this.#options;
    await database.write(async tx => {
      const before = await this.#lock(tx, id);
      const deleted = await next(tx, before);
      await endpoints.markDeleted(tx, deleted);
      await secrets.deleteAll(tx, id);
      await queue.drop(tx, id, 'endpoint_deleted');
      await this.#announce(tx, 'endpoint.deleted', context, deleted);
    });
  }

  /** Row, version and event in one transaction; undefined changes nothing. */
  async #change(
    id: string,
    event: EndpointEventType,
    context: CallContext,
    command: (
      tx: Writer,
      before: EndpointRecord,
    ) => Promise<EndpointRecord | undefined>,
  ): Promise<EndpointRecord> {
    const { database, endpoints } = this.#options;
    return database.write(async tx => {
      const before = await this.#lock(tx, id);
      const changed = await command(tx, before);
      if (!changed) {
        return before;
      }
      const after = await next(tx, changed);
      await endpoints.update(tx, after);
      await this.#announce(tx, event, context, after, before);
      return after;
    });
  }

  async #lock(tx: Writer, id: string): Promise<EndpointRecord> {
    const endpoint = await this.#options.endpoints.lock(tx, id);
    if (!endpoint) {
      throw notFound('endpoint', id);
    }
    return endpoint;
  }

  async #announce(
    tx: Writer,
    type: EndpointEventType,
    { actor }: CallContext,
    endpoint: EndpointRecord,
    before?: EndpointRecord,
  ): Promise<void> {
    await this.#options.database.outbox.append(tx.knex, [
      endpointEvent(type, actor, endpoint, before),
    ]);
  }

  #checkUrl(url: string): void {
    const { allowedAddresses } = this.#options;
    asField('url', () => checkUrl(url, { allowedAddresses }));
  }

  async #requireEventTypes(tx: Writer, types: string[]): Promise<void> {
    const known = await this.#options.eventTypes.knownAmong(tx, types);
    const unknown = types.find(type => !known.has(type));
    if (unknown !== undefined) {
      throw invalidField('eventTypes', `names no event type: ${unknown}`);
    }
  }

  /** The signature of Standard Webhooks needs a secret in its own form. */
  async #requireStandardSecrets(tx: Writer, id: string): Promise<void> {
    const secrets = await this.#options.secrets.valid(tx, id);
    if (!secrets.every(secret => secret.startsWith('whsec_'))) {
      throw invalidField(
        'profile',
        'cannot be standard with a secret of the older service: rotate the secret without overlap first',
      );
    }
  }
}

async function next(
  tx: Writer,
  endpoint: EndpointRecord,
): Promise<EndpointRecord> {
  return {
    ...endpoint,
    version: endpoint.version + 1,
    updatedAt: toInstant(await readNow(tx)),
  };
}

function checkLegacy(
  secret: string | undefined,
  profile: NonNullable<NewEndpoint['profile']>,
): void {
  if (secret === undefined) {
    return;
  }
  if (!isLegacy(profile)) {
    throw invalidField('legacySecret', 'is for the legacy profiles');
  }
  asField('legacySecret', () => checkLegacySecret(secret));
}

/** An owner as it is stored; 400 for what is neither a user nor a group. */
export function normaliseOwner(owner: string): string {
  if (!/^(user|group):/i.test(owner)) {
    throw invalidField('owner', 'must be a user or group');
  }
  return normaliseRef(owner, 'owner');
}
