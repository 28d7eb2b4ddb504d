import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import type { PrincipalResolver } from '@callboard/access-principals';
import {
  type AccessDecider,
  actorOf,
  type CallContext,
  notVisible,
  requireAllowed,
} from '@callboard/backend-access';
import type { Database } from '@callboard/backend-database';
import { invalidField, refusing } from '@callboard/backend-openapi';
import type {
  NewItem,
  Override,
} from '@callboard/backstage-plugin-service-requests-common';
import type { Questions, RequestSubject } from '../permissions';
import type { ServiceStore } from '../services/ServiceStore';
import { toSubject } from './RequestReader';
import type { Caller, RequestsService } from './RequestsService';
import type { RequestRecord } from './types';

const ASKED = [
  'requestRead',
  'requestCreate',
  'requestUpdate',
  'requestReview',
  'requestMerge',
  'requestOverride',
  'requestComment',
  'serviceRead',
  'serviceUpdate',
  'offeringManage',
] as const;

const WORDS = {
  requestUpdate: 'change this request',
  requestReview: 'decide on this request',
  requestMerge: 'merge this request',
  requestComment: 'comment on this request',
};

interface Options {
  access: AccessDecider<Questions>;
  database: Database;
  principals: PrincipalResolver;
  requestsService: RequestsService;
  services: ServiceStore;
}

/** What somebody may do with requests, and for whom they may ask. */
export class RequestRights {
  readonly #options: Options;

  static create(options: Options): RequestRights {
    return new RequestRights(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  async decide(credentials: BackstageCredentials) {
    return this.#options.access.decide(credentials, ASKED);
  }

  /** @throws NotFoundError for what they may not see */
  async visible(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<RequestRecord> {
    const { requestRead } = await this.decide(credentials);
    const request = await this.#options.requestsService.get(id);
    if (!requestRead.allows(toSubject(request))) {
      throw notVisible('request', id);
    }
    return request;
  }

  /** @throws NotFoundError for what they may not see; NotAllowedError for what they may not do */
  async allowed(
    id: string,
    right: keyof typeof WORDS,
    credentials: BackstageCredentials,
  ): Promise<RequestRecord> {
    const decisions = await this.decide(credentials);
    const request = await this.#options.requestsService.get(id);
    requireAllowed(toSubject(request), decisions.requestRead, 'request', id, {
      access: decisions[right],
      what: WORDS[right],
    });
    return request;
  }

  /** Where a policy is set aside, it takes a right of its own. */
  async requireOverride(
    override: Override | undefined,
    request: RequestSubject & { id?: string },
    credentials: BackstageCredentials,
  ): Promise<void> {
    const { requestOverride } = await this.decide(credentials);
    if (override && !requestOverride.allows(request)) {
      throw refusing(new NotAllowedError('You may not set policies aside'), {
        kind: 'request',
        ref: request.id,
        what: 'set policies aside',
      });
    }
  }

  /** Who calls, with everybody who must not decide on what they do here. */
  async caller(context: CallContext): Promise<Caller> {
    const principal = await this.#options.principals.forCredentials(
      context.credentials,
    );
    const account = principal?.account?.owner;
    return {
      ...context,
      parties: [context.actor, ...(account ? [account] : [])],
    };
  }

  /** Whose it will be: as it says, whose the service is, or the caller's. */
  async ownerOf(
    input: { owner?: string; items: readonly NewItem[] },
    credentials: BackstageCredentials,
  ): Promise<string> {
    if (input.owner !== undefined) {
      return input.owner.toLowerCase();
    }
    const [target] = input.items.flatMap(({ targetRef }) => targetRef ?? []);
    const { database, principals, services } = this.#options;
    const service =
      target === undefined
        ? undefined
        : await database.read(db =>
            services.byEntityRef(db, target.toLowerCase()),
          );
    const principal = await principals.forCredentials(credentials);
    return (
      service?.owner ??
      principal?.account?.owner ??
      actorOf(credentials).toLowerCase()
    );
  }

  async requireOwner(
    owner: string,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const { requestCreate } = await this.decide(credentials);
    if (!/^(user|group):/.test(owner)) {
      throw invalidField('owner', 'must be a user or group');
    }
    const principal =
      await this.#options.principals.forCredentials(credentials);
    // What an account asks for is for who answers for it, and its own all the same.
    const requestedBy =
      principal?.account?.owner === owner
        ? actorOf(credentials).toLowerCase()
        : undefined;
    if (!requestCreate.allows({ owner, requestedBy, parties: [] })) {
      throw refusing(
        new NotAllowedError(
          'You may request services for yourself and for groups of yours, for nobody else',
        ),
        { kind: 'request', what: 'request services for others' },
      );
    }
  }

  /** What somebody may not see is not there; what they only see is not theirs to change. */
  async requireTargets(
    items: readonly NewItem[],
    credentials: BackstageCredentials,
  ): Promise<void> {
    const { serviceRead, serviceUpdate } = await this.decide(credentials);
    const { database, services } = this.#options;
    for (const [index, { targetRef }] of items.entries()) {
      if (targetRef !== undefined) {
        const service = await database.read(db =>
          services.byEntityRef(db, targetRef.toLowerCase()),
        );
        if (!service || !serviceRead.allows(service)) {
          throw invalidField(
            `items/${index}/targetRef`,
            `names no service: ${targetRef}`,
          );
        }
        if (!serviceUpdate.allows(service)) {
          throw refusing(
            new NotAllowedError('You may not change this service'),
            {
              kind: 'service',
              ref: targetRef,
              what: 'change this service',
            },
          );
        }
      }
    }
  }
}
