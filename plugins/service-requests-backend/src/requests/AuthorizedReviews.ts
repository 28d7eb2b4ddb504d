import type { PrincipalResolver } from '@callboard/access-principals';
import { type CallContext, notVisible } from '@callboard/backend-access';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { invalidField } from '@callboard/backend-openapi';
import { toInstant } from '@callboard/backend-database';
import type {
  Approving,
  ClaimChange,
  Comment,
  Merging,
  Request,
} from '@callboard/backstage-plugin-service-requests-common';
import type { Merges } from '../changeSets/Merges';
import type { AuthorizedRequests } from './AuthorizedRequests';
import { toSubject } from './RequestReader';
import type { RequestRights } from './RequestRights';
import type { Reviewer, ReviewService } from './ReviewService';
import type { RequestRecord } from './types';

interface Options {
  inner: ReviewService;
  merges: Merges;
  principals: PrincipalResolver;
  rights: RequestRights;
  shown: AuthorizedRequests;
}

type Right = 'requestReview' | 'requestMerge' | 'requestComment';

/** Decisions on requests, for who may take them: never on what is one's own. */
export class AuthorizedReviews {
  readonly #options: Options;

  static create(options: Options): AuthorizedReviews {
    return new AuthorizedReviews(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  async authorize(
    id: string,
    right: Right,
    credentials: BackstageCredentials,
  ): Promise<RequestRecord> {
    return this.#options.rights.allowed(id, right, credentials);
  }

  async claim(
    id: string,
    change: ClaimChange,
    context: CallContext,
  ): Promise<Request> {
    await this.authorize(id, 'requestReview', context.credentials);
    const { deputy } = change;
    if (deputy !== undefined && !/^user:/i.test(deputy)) {
      throw invalidField('deputy', 'must be a user');
    }
    return this.#shown(
      await this.#options.inner.claim(
        id,
        change,
        await this.#reviewer(context),
      ),
      context,
    );
  }

  async approve(
    id: string,
    approving: Approving,
    context: CallContext,
  ): Promise<Request> {
    const request = await this.authorize(
      id,
      'requestReview',
      context.credentials,
    );
    await this.#options.rights.requireOverride(
      approving.override,
      { ...toSubject(request), id },
      context.credentials,
    );
    return this.#shown(
      await this.#options.inner.approve(
        id,
        approving,
        await this.#reviewer(context),
      ),
      context,
    );
  }

  async reject(
    id: string,
    comment: string,
    context: CallContext,
  ): Promise<Request> {
    await this.authorize(id, 'requestReview', context.credentials);
    return this.#shown(
      await this.#options.inner.reject(
        id,
        comment,
        await this.#reviewer(context),
      ),
      context,
    );
  }

  async requestChanges(
    id: string,
    comment: string,
    context: CallContext,
  ): Promise<Request> {
    await this.authorize(id, 'requestReview', context.credentials);
    return this.#shown(
      await this.#options.inner.requestChanges(
        id,
        comment,
        await this.#reviewer(context),
      ),
      context,
    );
  }

  async merge(
    id: string,
    merging: Merging,
    context: CallContext,
  ): Promise<Request> {
    const request = await this.authorize(
      id,
      'requestMerge',
      context.credentials,
    );
    await this.#options.rights.requireOverride(
      merging.override,
      { ...toSubject(request), id },
      context.credentials,
    );
    return this.#shown(
      await this.#options.merges.merge(id, merging, context),
      context,
    );
  }

  async comment(
    id: string,
    body: string,
    context: CallContext,
  ): Promise<Comment> {
    await this.authorize(id, 'requestComment', context.credentials);
    const { inner, rights } = this.#options;
    const { requestId: _, ...comment } = await inner.comment(
      id,
      body,
      await rights.caller(context),
    );
    return { ...comment, at: toInstant(comment.at) };
  }

  async #reviewer(context: CallContext): Promise<Reviewer> {
    const { principals, rights } = this.#options;
    const principal = await principals.forCredentials(context.credentials);
    const decisions = await rights.decide(context.credentials);
    const account = principal?.account?.owner;
    return {
      ...(await rights.caller(context)),
      claims: [
        context.actor,
        ...(principal?.claims ?? []),
        ...(account ? [account] : []),
      ],
      overrules: decisions.offeringManage.possible,
    };
  }

  /** A reviewer may lose sight of it by what they did; then it is not there for them. */
  async #shown(
    request: RequestRecord,
    { credentials }: CallContext,
  ): Promise<Request> {
    const { rights, shown } = this.#options;
    const { requestRead } = await rights.decide(credentials);
    if (!requestRead.allows(toSubject(request))) {
      throw notVisible('request', request.id);
    }
    return shown.show(request, credentials);
  }
}
