import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  type AccessDecider,
  type CallContext,
  requirePossible,
} from '@callboard/backend-access';
import type { PageRequest } from '@callboard/backend-database';
import { type IfMatch, refusing } from '@callboard/backend-openapi';
import type {
  Offering,
  OfferingChange,
  Page,
} from '@callboard/backstage-plugin-service-requests-common';
import type { Questions } from '../permissions';
import type { OfferingsService } from './OfferingsService';
import { toOffering } from './toOffering';

interface Options {
  access: AccessDecider<Questions>;
  inner: OfferingsService;
}

/** What is offered, for whoever may ask for something; changed by admins. */
export class AuthorizedOfferings {
  readonly #options: Options;

  static create(options: Options): AuthorizedOfferings {
    return new AuthorizedOfferings(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  async authorizeRead(credentials: BackstageCredentials): Promise<void> {
    const { offeringRead } = await this.#options.access.decide(credentials, [
      'offeringRead',
    ]);
    requirePossible(offeringRead, 'see what is offered');
  }

  async authorizeManage(credentials: BackstageCredentials): Promise<void> {
    await this.authorizeRead(credentials);
    const { offeringManage } = await this.#options.access.decide(credentials, [
      'offeringManage',
    ]);
    if (!offeringManage.possible) {
      throw refusing(
        new NotAllowedError('You may not change what is offered'),
        { kind: 'offering', what: 'change what is offered' },
      );
    }
  }

  async list(
    query: PageRequest & { q?: string; archived?: boolean },
    credentials: BackstageCredentials,
  ): Promise<Page<Offering>> {
    await this.authorizeRead(credentials);
    const page = await this.#options.inner.list(query, query);
    return { ...page, items: page.items.map(one => toOffering(one)) };
  }

  async get(
    name: string,
    credentials: BackstageCredentials,
  ): Promise<Offering> {
    await this.authorizeRead(credentials);
    return toOffering(await this.#options.inner.get(name), { document: true });
  }

  async create(
    document: Record<string, unknown>,
    context: CallContext,
  ): Promise<Offering> {
    await this.authorizeManage(context.credentials);
    return toOffering(
      await this.#options.inner.create(
        document,
        context.actor,
        context.idempotency,
      ),
      { document: true },
    );
  }

  async update(
    name: string,
    change: OfferingChange,
    ifMatch: IfMatch,
    context: CallContext,
  ): Promise<Offering> {
    await this.authorizeManage(context.credentials);
    return toOffering(
      await this.#options.inner.update(name, change, ifMatch, context.actor),
      { document: true },
    );
  }
}
