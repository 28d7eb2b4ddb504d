import { NotAllowedError } from '@backstage/errors';
import { type CallContext, requirePossible } from '@callboard/backend-access';
import { invalidField, withDetails } from '@callboard/backend-openapi';
import type { NewBooking } from '@callboard/backstage-plugin-reservations-common';
import { normaliseRef, type ResourceFacts } from '../domain/Inventory';
import type { PartyAccess } from '../domain/policies';
import { notForCaller } from '../errors';
import type { InventoryCache } from '../inventory/InventoryCache';
import { isPersonRef, type People } from '../people/People';
import type { Decisions } from '../permissions/accessDecider';
import { accessTimes } from '../permissions/accessTimes';
import { partyAccess } from '../permissions/partyAccess';
import type { BookingRecord } from './BookingRecord';
import type { Caller } from './BookingsService';
import { requireOverridable } from './policyOverride';

type OnNew = Decisions<
  'resourceRead' | 'bookingCreate' | 'bookingCreateOnBehalf'
> &
  Partial<Decisions<'policyOverride'>>;

/** Of whom everything is known that a booking asks. */
export type KnownCaller = Caller & Required<Omit<Caller, 'override'>>;

/**
 * Who may book what, for whom, and until when.
 *
 * Nobody is asked about but the caller, unless the booking is somebody else's:
 * then that person must be in the catalog and have access themselves. A booking
 * on a site that its owner does not see would be one they can neither find nor
 * use, and a way around the site's own list of members.
 */
export class BookingRights {
  readonly #inventory: InventoryCache;
  readonly #people: People;

  private constructor(inventory: InventoryCache, people: People) {
    this.#inventory = inventory;
    this.#people = people;
  }

  static create(options: {
    inventory: InventoryCache;
    people: People;
  }): BookingRights {
    return new BookingRights(options.inventory, options.people);
  }

  /** Whose a new booking would be, and who must have access; or a 404, 403, 400. */
  async ofNew(
    input: Pick<NewBooking, 'resourceRefs' | 'onBehalfOf' | 'override'>,
    decisions: OnNew,
    context: CallContext,
  ): Promise<KnownCaller> {
    if (input.override && decisions.policyOverride) {
      requirePossible(decisions.policyOverride, 'set rules aside');
    }
    const resources = await this.requireBookable(input.resourceRefs, decisions);
    const override = requireOverridable(
      input.override,
      decisions,
      resources,
      context.actor,
    );
    const { bookingCreate, bookingCreateOnBehalf } = decisions;
    const caller = { times: timesBy(bookingCreate) };
    const own = await this.#ownerOf(context);
    const owner = normaliseRef(input.onBehalfOf ?? own);
    if (owner === own) {
      return {
        ...(await this.#ownership(owner, resources)),
        parties: [caller],
        requestedBy: askers(context, own),
        override,
      };
    }
    const subject = {
      owner,
      bookedBy: context.actor,
      transferred: false,
      participants: [],
      approvers: [],
      requestedBy: [],
      sites: [...new Set(resources.map(({ site }) => site))],
    };
    if (!bookingCreateOnBehalf.allows(subject)) {
      throw new NotAllowedError(
        `You may not book ${resources[0].title} for ${owner}`,
      );
    }
    return {
      ...(await this.#ownership(owner, resources)),
      parties: [caller, await this.partyOf(owner, 'onBehalfOf')],
      requestedBy: askers(context, own),
      override,
    };
  }

  /**
   * Who must have access for a booking to move. Its owner, where the caller is
   * another: but whoever has lost all access is left to those who look after
   * the booking now.
   */
  async ofMove(
    booking: BookingRecord,
    resources: ResourceFacts[],
    decisions: Decisions<'resourceRead'>,
    context: CallContext,
  ): Promise<KnownCaller> {
    const { actor } = context;
    const requestedBy = askers(context, await this.#ownerOf(context));
    // Whoever sees it other than by a grant is limited by none.
    const caller = { times: timesBy(decisions.resourceRead) };
    const { owner } = booking;
    const ownership = await this.#ownership(owner, resources);
    if (owner === normaliseRef(actor) || !isPersonRef(owner)) {
      return { ...ownership, parties: [caller], requestedBy };
    }
    const { name, times } = partyAccess(await this.#people.principal(owner));
    const whileAny = (resource: ResourceFacts) => {
      const found = times(resource);
      return found.length === 0 ? 'always' : found;
    };
    return {
      ...ownership,
      parties: [caller, { name, times: whileAny }],
      requestedBy,
    };
  }

  /** Of somebody who waits, and is not there to ask. */
  async ofWaiting(
    owner: string,
    resources: ResourceFacts[],
  ): Promise<KnownCaller> {
    return {
      ...(await this.#ownership(owner, resources)),
      parties: [partyAccess(await this.#people.principal(owner))],
      requestedBy: [owner],
    };
  }

  /** Somebody whom a booking is to belong to; a 400 where there is no such person. */
  async partyOf(ref: string, field: string): Promise<PartyAccess> {
    if (!isPersonRef(ref)) {
      throw invalidField(field, 'must be a user or group');
    }
    const principal = await this.#people.principal(normaliseRef(ref));
    if (principal.claims.length === 0) {
      throw invalidField(field, 'is not in the catalog');
    }
    return partyAccess(principal);
  }

  /** The resources, all of which the caller sees and may book. */
  async requireBookable(
    refs: string[],
    decisions: Decisions<'resourceRead' | 'bookingCreate'>,
  ): Promise<ResourceFacts[]> {
    const known = await this.#inventory.current();
    const inventory = refs.every(ref => known.resourceByRef(ref))
      ? known
      : await this.#inventory.latest();
    const resources = refs.map((ref, index) => {
      const resource = inventory.resourceByRef(ref);
      if (!resource || !decisions.resourceRead.allows(resource)) {
        const missing = notForCaller(resource, 'resource', ref);
        const field = {
          field: `resourceRefs/${index}`,
          message: missing.message,
        };
        throw withDetails(missing, { fields: [field] });
      }
      return resource;
    });
    const refused = resources.find(one => !decisions.bookingCreate.allows(one));
    if (refused) {
      throw new NotAllowedError(`You may not book ${refused.title}`);
    }
    return resources;
  }

  /** Whose it is, with the groups and teams that rules of these resources ask for. */
  async #ownership(
    owner: string,
    resources: ResourceFacts[],
  ): Promise<Required<Pick<Caller, 'owner' | 'groups' | 'teams'>>> {
    const counted = resources.some(({ policies }) =>
      policies.quotas?.some(({ per }) => per === 'group'),
    );
    return {
      owner,
      groups: await this.#groupsOf(owner),
      teams:
        counted && isPersonRef(owner) ? await this.#people.teamsOf(owner) : [],
    };
  }

  /** Of a person, the groups they are in; of anything else, nothing. */
  async #groupsOf(owner: string): Promise<string[]> {
    if (!isPersonRef(owner)) {
      return [];
    }
    const { claims } = await this.#people.principal(owner);
    return claims.filter(claim => claim !== owner);
  }

  /** A person's own; what a service account books is who answers for it’s. */
  async #ownerOf({ actor, credentials }: CallContext): Promise<string> {
    if (actor.startsWith('user:')) {
      return normaliseRef(actor);
    }
    const caller = await this.#people.caller(credentials);
    return normaliseRef(caller?.account?.owner ?? actor);
  }
}

/** Who asks for a booking: the caller, and who answers for a service account. */
function askers({ actor }: CallContext, own: string): string[] {
  return [...new Set([actor, own])];
}

function timesBy(access: Decisions<'bookingCreate'>['bookingCreate']) {
  return (resource: ResourceFacts) => accessTimes(access, resource);
}
