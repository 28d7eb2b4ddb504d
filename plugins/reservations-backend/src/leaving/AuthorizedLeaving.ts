import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { type CallContext, requirePossible } from '@callboard/backend-access';
import type {
  Commitments,
  DepartedPage,
  OffboardRequest,
  OffboardResult,
} from '@callboard/backstage-plugin-reservations-common';
import { normaliseRef } from '../domain/Inventory';
import { notFound } from '../errors';
import type { AccessDecider } from '../permissions/accessDecider';
import type { CommitmentsService } from './CommitmentsService';
import type { OffboardService } from './OffboardService';

/** What people leave behind, for who may look at it and who may end it. */
export class AuthorizedLeaving {
  readonly #access: AccessDecider;
  readonly #commitments: CommitmentsService;
  readonly #offboarding: OffboardService;

  static create(options: {
    access: AccessDecider;
    commitments: CommitmentsService;
    offboarding: OffboardService;
  }): AuthorizedLeaving {
    return new AuthorizedLeaving(options);
  }

  private constructor(options: {
    access: AccessDecider;
    commitments: CommitmentsService;
    offboarding: OffboardService;
  }) {
    this.#access = options.access;
    this.#commitments = options.commitments;
    this.#offboarding = options.offboarding;
  }

  /** Throws a 403 for who may not see what people leave behind. */
  async authorizeReading(credentials: BackstageCredentials): Promise<void> {
    const { commitmentsRead } = await this.#access.decide(credentials, [
      'commitmentsRead',
    ]);
    requirePossible(commitmentsRead, 'see what people leave behind');
  }

  /** Throws a 403 for who may not end what people leave behind. */
  async authorizeOffboarding(credentials: BackstageCredentials): Promise<void> {
    const { personOffboard } = await this.#access.decide(credentials, [
      'personOffboard',
    ]);
    requirePossible(personOffboard, 'end what people leave behind');
  }

  async commitments(
    person: string,
    credentials: BackstageCredentials,
  ): Promise<Commitments> {
    await this.authorizeReading(credentials);
    return this.#commitments.of(userRef(person));
  }

  async departed(credentials: BackstageCredentials): Promise<DepartedPage> {
    await this.authorizeReading(credentials);
    return this.#commitments.departed();
  }

  async offboard(
    person: string,
    request: OffboardRequest,
    context: CallContext,
  ): Promise<OffboardResult> {
    await this.authorizeOffboarding(context.credentials);
    return this.#offboarding.offboard(userRef(person), request, context);
  }
}

/** Only people leave: a 404, as for every path that names no such thing. */
function userRef(ref: string): string {
  const normalised = normaliseRef(ref);
  if (!normalised.startsWith('user:')) {
    throw notFound('user', ref);
  }
  return normalised;
}
