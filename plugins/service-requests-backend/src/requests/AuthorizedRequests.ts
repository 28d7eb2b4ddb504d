import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  actorOf,
  type CallContext,
  requirePossible,
} from '@callboard/backend-access';
import { type Database, toInstant } from '@callboard/backend-database';
import type { IfMatch } from '@callboard/backend-openapi';
import type {
  Comment,
  NewRequest,
  Page,
  Request,
  RequestChange,
  RequestStatus,
  Submission,
  TimelineEntry,
} from '@callboard/backstage-plugin-service-requests-common';
import { REVIEWED_STATUSES } from '@callboard/backstage-plugin-service-requests-common';
import { type RequestReader, toSubject } from './RequestReader';
import type { RequestRights } from './RequestRights';
import type { RequestsService } from './RequestsService';
import type { RequestQuery, RequestStore } from './RequestStore';
import type { ReviewStore } from './ReviewStore';
import type { RequestRecord } from './types';

interface Options {
  database: Database;
  inner: RequestsService;
  reader: RequestReader;
  requests: RequestStore;
  reviews: ReviewStore;
  rights: RequestRights;
}

export interface RequestListQuery extends Omit<
  RequestQuery,
  'filter' | 'order'
> {
  mine?: boolean;
  reviewable?: boolean;
  order?: RequestQuery['order'];
}

/** Requests for who may see and change them; everybody else hears 404. */
export class AuthorizedRequests {
  readonly #options: Options;

  static create(options: Options): AuthorizedRequests {
    return new AuthorizedRequests(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  async authorizeRead(credentials: BackstageCredentials): Promise<void> {
    const { requestRead } = await this.#options.rights.decide(credentials);
    requirePossible(requestRead, 'see service requests');
  }

  async authorizeCreate(credentials: BackstageCredentials): Promise<void> {
    const { requestCreate } = await this.#options.rights.decide(credentials);
    requirePossible(requestCreate, 'request services');
  }

  async authorizeUpdate(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<void> {
    await this.#options.rights.allowed(id, 'requestUpdate', credentials);
  }

  async list(
    query: RequestListQuery,
    credentials: BackstageCredentials,
  ): Promise<Page<Request>> {
    const { database, reader, requests } = this.#options;
    const decisions = await this.#options.rights.decide(credentials);
    requirePossible(decisions.requestRead, 'see service requests');
    const { mine, reviewable, order = 'newest', ...rest } = query;
    const page = await database.read(db =>
      requests.list(db, {
        ...rest,
        order,
        statuses: reviewable ? reviewedAmong(rest.statuses) : rest.statuses,
        filter: request => {
          decisions.requestRead.filter?.(request);
          if (mine) {
            request.where('request.requested_by', actorOf(credentials));
          }
          if (reviewable) {
            decisions.requestReview.filter?.(request);
          }
        },
      }),
    );
    return {
      ...page,
      items: await reader.view(
        page.items,
        this.#access(decisions, credentials),
      ),
    };
  }

  async get(id: string, credentials: BackstageCredentials): Promise<Request> {
    return this.#view(
      await this.#options.rights.visible(id, credentials),
      credentials,
    );
  }

  async create(input: NewRequest, context: CallContext): Promise<Request> {
    const { rights } = this.#options;
    const { requestCreate } = await rights.decide(context.credentials);
    requirePossible(requestCreate, 'request services');
    // First: whose something is that is not theirs to see is not for them to find out.
    await rights.requireTargets(input.items, context.credentials);
    const owner = await rights.ownerOf(input, context.credentials);
    await rights.requireOwner(owner, context.credentials);
    const { override, ...rest } = input;
    await rights.requireOverride(
      override,
      { owner, parties: [] },
      context.credentials,
    );
    const caller = await rights.caller(context);
    const created = await this.#options.inner.create(
      { ...rest, owner },
      caller,
      { override },
    );
    return this.#view(created, context.credentials);
  }

  async update(
    id: string,
    change: RequestChange,
    ifMatch: IfMatch,
    context: CallContext,
  ): Promise<Request> {
    const { rights } = this.#options;
    await rights.allowed(id, 'requestUpdate', context.credentials);
    const owner = change.owner?.toLowerCase();
    if (owner !== undefined) {
      await rights.requireOwner(owner, context.credentials);
    }
    await rights.requireTargets(change.items ?? [], context.credentials);
    const changed = await this.#options.inner.update(
      id,
      { ...change, owner },
      ifMatch,
      await rights.caller(context),
    );
    return this.#view(changed, context.credentials);
  }

  async submit(
    id: string,
    { comment, override }: Submission,
    context: CallContext,
  ): Promise<Request> {
    const { inner, rights } = this.#options;
    const { credentials } = context;
    const request = await rights.allowed(id, 'requestUpdate', credentials);
    await rights.requireOverride(override, toSubject(request), credentials);
    const submitted = await inner.submit(id, await rights.caller(context), {
      comment,
      override,
    });
    return this.#view(submitted, credentials);
  }

  async withdraw(
    id: string,
    comment: string | undefined,
    context: CallContext,
  ): Promise<Request> {
    const { inner, rights } = this.#options;
    await rights.allowed(id, 'requestUpdate', context.credentials);
    const withdrawn = await inner.end(
      id,
      { status: 'withdrawn', type: 'request.withdrawn', text: comment },
      context,
    );
    return this.#view(withdrawn, context.credentials);
  }

  async rebase(id: string, context: CallContext): Promise<Request> {
    const { inner, rights } = this.#options;
    await rights.allowed(id, 'requestUpdate', context.credentials);
    const rebased = await inner.rebase(id, await rights.caller(context));
    return this.#view(rebased, context.credentials);
  }

  async timeline(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<TimelineEntry[]> {
    await this.#options.rights.visible(id, credentials);
    const { database, reviews } = this.#options;
    const steps = await database.read(db => reviews.steps(db, id));
    return steps.map(step => ({ ...step, at: toInstant(step.at) }));
  }

  async comments(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<Comment[]> {
    await this.#options.rights.visible(id, credentials);
    const { database, reviews } = this.#options;
    const comments = await database.read(db => reviews.comments(db, id));
    return comments.map(({ requestId: _, ...one }) => ({
      ...one,
      at: toInstant(one.at),
    }));
  }

  async #view(
    request: RequestRecord,
    credentials: BackstageCredentials,
  ): Promise<Request> {
    const [view] = await this.#options.reader.view(
      [request],
      this.#access(await this.#options.rights.decide(credentials), credentials),
    );
    return view;
  }

  #access(
    decisions: Awaited<ReturnType<RequestRights['decide']>>,
    credentials: BackstageCredentials,
  ) {
    return {
      actor: actorOf(credentials),
      update: decisions.requestUpdate,
      review: decisions.requestReview,
      merge: decisions.requestMerge,
      comment: decisions.requestComment,
      overrules: decisions.offeringManage.possible,
    };
  }

  /** As somebody sees it after what they have done with it. */
  async show(
    request: RequestRecord,
    credentials: BackstageCredentials,
  ): Promise<Request> {
    return this.#view(request, credentials);
  }
}

function reviewedAmong(statuses: RequestStatus[] | undefined): RequestStatus[] {
  const asked = statuses ?? [];
  return asked.length === 0
    ? [...REVIEWED_STATUSES]
    : REVIEWED_STATUSES.filter(status => asked.includes(status));
}
