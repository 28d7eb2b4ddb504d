import type { JsonObject } from '@backstage/types';
import { batchBody } from './legacy/batch';
import type { LegacyContext } from './legacy/context';
import { flatBody } from './legacy/flat';
import { nestedBody } from './legacy/nested';
import { trialBody } from './legacy/trial';
import { signLegacy, signStandard } from './sign';
import { standardBody } from './standardBody';
import type {
  ActiveBookings,
  AliasStore,
  BuildInput,
  DeliveryRequest,
  PersonDirectory,
} from './types';

const LEGACY_BODIES = {
  'legacy-flat': flatBody,
  'legacy-nested': nestedBody,
  'legacy-batch': batchBody,
};

/**
 * Makes the request of one attempt: the body in the endpoint's profile, and
 * headers that sign it. Rejects when people, aliases or bookings cannot be
 * looked up: a delivery that lacks them would set up something wrong.
 *
 * Legacy requests carry the standard headers too, so that a receiver can move
 * from one signature to the other without a change here.
 */
export class PayloadBuilder {
  readonly #people: PersonDirectory;
  readonly #aliases: AliasStore;
  readonly #activeBookings: ActiveBookings;

  static create(options: {
    people: PersonDirectory;
    aliases: AliasStore;
    activeBookings: ActiveBookings;
  }): PayloadBuilder {
    return new PayloadBuilder(options);
  }

  private constructor(options: Parameters<typeof PayloadBuilder.create>[0]) {
    this.#people = options.people;
    this.#aliases = options.aliases;
    this.#activeBookings = options.activeBookings;
  }

  async build(input: BuildInput): Promise<DeliveryRequest> {
    const { endpoint, delivery, at } = input;
    if (endpoint.secrets.length === 0) {
      throw new Error('The endpoint has no secret to sign with');
    }
    const body = JSON.stringify(await this.#body(input));
    const isLegacy = endpoint.profile !== 'standard';
    return {
      headers: {
        ...lowerCase(endpoint.headers),
        'content-type': 'application/json',
        'user-agent': 'Callboard-Webhooks/1',
        ...signStandard(endpoint.secrets, { id: delivery.id, at, body }),
        ...(isLegacy && signLegacy(endpoint.secrets, body)),
      },
      body,
    };
  }

  async #body(input: BuildInput): Promise<JsonObject> {
    const { profile, id, alias } = input.endpoint;
    if (profile === 'standard') {
      return standardBody(input, this.#people);
    }
    const context: LegacyContext = {
      input,
      people: this.#people,
      aliases: this.#aliases,
      activeBookings: this.#activeBookings,
      webhookId: alias ?? (await this.#aliases.aliasOf('endpoint', id)),
    };
    // What a profile has no words for is sent on purpose only: to try it.
    return (await LEGACY_BODIES[profile](context)) ?? trialBody(context);
  }
}

function lowerCase(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
}
