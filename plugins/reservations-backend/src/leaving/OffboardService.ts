import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  ConflictError,
  isError,
  NotFoundError,
  toError,
} from '@backstage/errors';
import type { CallContext } from '@callboard/backend-access';
import type { Database } from '@callboard/backend-database';
import {
  isTerminal,
  type OffboardOutcome,
  type OffboardRequest,
  type OffboardResult,
} from '@callboard/backstage-plugin-reservations-common';
import type { AccessGrantsService } from '../accessGrants/AccessGrantsService';
import type { AuthorizedBookings } from '../bookings/AuthorizedBookings';
import type { BookingsService } from '../bookings/BookingsService';
import { normaliseRef } from '../domain/Inventory';
import type { FeedTokensService } from '../feeds/FeedTokensService';
import type { People } from '../people/People';
import type { SiteMembersService } from '../siteMembers/SiteMembersService';
import type { SshKeysService } from '../sshKeys/SshKeysService';
import { checkOffboarding } from './checkOffboarding';
import type { CommitmentsStore, Membership } from './CommitmentsStore';

const MAX_GRANTS = 500;

/** Errors whose message is made to be read by who asked. */
const FOR_PEOPLE = new Set([
  'ConflictError',
  'InputError',
  'NotAllowedError',
  'NotFoundError',
]);

interface Options {
  database: Database;
  store: CommitmentsStore;
  /** For what a booking is now, whoever may see it. */
  bookings: Pick<BookingsService, 'getMany'>;
  /** For what becomes of it, which its next owner must have access to. */
  authorizedBookings: Pick<AuthorizedBookings, 'transfer' | 'end'>;
  members: SiteMembersService;
  grants: AccessGrantsService;
  sshKeys: SshKeysService;
  feedTokens: FeedTokensService;
  people: People;
  logger: LoggerService;
}

type Item = Pick<OffboardOutcome, 'kind' | 'id' | 'role'>;
type Booked = NonNullable<OffboardRequest['bookings']>[number];
/** What became of something, with a sentence where that needs one. */
type Became = Pick<OffboardOutcome, 'outcome' | 'message'>;

/**
 * Ends or hands over what somebody leaves behind.
 *
 * There is no transaction over all of it: a hundred bookings would hold the locks
 * of a hundred resources, and one that cannot be handed over would keep the
 * person's keys alive. Each thing is changed by the service that always changes
 * it, in its own transaction with its own event, and is whole whatever happens to
 * the next. What has been done before is found so and left so; a call that was
 * cut short is therefore simply made again.
 */
export class OffboardService {
  readonly #options: Options;

  static create(options: Options): OffboardService {
    return new OffboardService(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  async offboard(
    person: string,
    request: OffboardRequest,
    context: CallContext,
  ): Promise<OffboardResult> {
    const done = await this.#replay(context);
    if (done) {
      return done;
    }
    const ref = normaliseRef(person);
    await checkOffboarding(ref, request, this.#options.people);
    // An idempotency key is for the whole, not for each of its parts.
    const each = { ...context, idempotency: undefined };
    const results = [
      ...(await this.#bookings(ref, request, each)),
      ...(request.memberships ? await this.#memberships(ref, each) : []),
      ...(request.grants ? await this.#grants(ref, each) : []),
      ...(request.keys ? await this.#keys(ref, each) : []),
      ...(request.feedTokens ? await this.#feedTokens(ref, each) : []),
    ];
    return this.#keep({ results }, context);
  }

  /** The first answer to a request that is repeated with its idempotency key. */
  async #replay({
    idempotency,
  }: CallContext): Promise<OffboardResult | undefined> {
    if (!idempotency) {
      return undefined;
    }
    const unheard = new Error('Not answered before');
    try {
      return await this.#options.database.write<OffboardResult>(async () => {
        throw unheard;
      }, idempotency);
    } catch (error) {
      if (error === unheard) {
        return undefined;
      }
      throw error;
    }
  }

  async #keep(
    result: OffboardResult,
    { idempotency }: CallContext,
  ): Promise<OffboardResult> {
    const whole = result.results.every(one => one.outcome !== 'failed');
    return idempotency && whole
      ? this.#options.database.write(async () => result, idempotency)
      : result;
  }

  async #bookings(
    person: string,
    { bookings = [], reason }: OffboardRequest,
    context: CallContext,
  ): Promise<OffboardOutcome[]> {
    const outcomes: OffboardOutcome[] = [];
    for (const wanted of bookings) {
      outcomes.push(
        await this.#attempt({ kind: 'booking', id: wanted.id }, () =>
          this.#booking(person, wanted, reason, context),
        ),
      );
    }
    return outcomes;
  }

  async #booking(
    person: string,
    { id, action, to = '' }: Booked,
    reason: string | undefined,
    context: CallContext,
  ): Promise<Became> {
    const { bookings, authorizedBookings } = this.#options;
    const [booking] = await bookings.getMany([id]);
    if (!booking) {
      return failed('There is no such booking.');
    }
    const owner = normaliseRef(to);
    if (action === 'transfer' && booking.owner === owner) {
      return { outcome: 'unchanged' };
    }
    if (booking.owner !== person) {
      return failed(`This booking is ${booking.owner}’s.`);
    }
    if (isTerminal(booking.status)) {
      return { outcome: 'unchanged', message: `It is ${booking.status}.` };
    }
    if (action === 'transfer') {
      await authorizedBookings.transfer(id, { owner, reason }, context);
      return { outcome: 'transferred' };
    }
    await authorizedBookings.end(id, { kind: 'cancel', reason }, context);
    return { outcome: 'cancelled' };
  }

  async #memberships(
    person: string,
    context: CallContext,
  ): Promise<OffboardOutcome[]> {
    const { database, store } = this.#options;
    const found = await database.read(db => store.memberships(db, person));
    const outcomes: OffboardOutcome[] = [];
    for (const membership of found) {
      const { siteRef, role } = membership;
      outcomes.push(
        await this.#attempt({ kind: 'membership', id: siteRef, role }, () =>
          this.#membership(person, membership, context),
        ),
      );
    }
    return outcomes;
  }

  /** A site keeps an admin who can do something, whoever asks. */
  async #membership(
    person: string,
    { siteId, title, role }: Membership,
    context: CallContext,
  ): Promise<Became> {
    const { members, people } = this.#options;
    const belonging = await members.list(siteId);
    const admins = belonging
      .filter(one => one.role === 'admin')
      .map(one => one.ref);
    const known =
      role === 'admin' ? await people.known(admins) : new Set<string>();
    const had = new Set(admins);
    const [{ outcome }] = await members.change(
      siteId,
      {
        add: [],
        remove: [{ ref: person, role }],
        known,
        keepsAdmin: left => left.some(ref => known.has(ref) || !had.has(ref)),
      },
      context,
    );
    return outcome === 'failed'
      ? failed(
          `They are the last admin of ${title} who is in the catalog; name another one first.`,
        )
      : { outcome: outcome === 'removed' ? 'removed' : 'unchanged' };
  }

  async #grants(
    person: string,
    context: CallContext,
  ): Promise<OffboardOutcome[]> {
    const { grants } = this.#options;
    const { items } = await grants.list({
      subjectRefs: [person],
      statuses: ['upcoming', 'active'],
      limit: MAX_GRANTS,
    });
    return this.#each('grant', items, 'revoked', id =>
      grants.revoke(id, context),
    );
  }

  async #keys(
    person: string,
    context: CallContext,
  ): Promise<OffboardOutcome[]> {
    const { sshKeys } = this.#options;
    return this.#each('key', await sshKeys.list(person), 'removed', id =>
      sshKeys.remove(id, person, context),
    );
  }

  async #feedTokens(
    person: string,
    context: CallContext,
  ): Promise<OffboardOutcome[]> {
    const { feedTokens } = this.#options;
    const found = await feedTokens.list(person);
    return this.#each('feed-token', found, 'revoked', id =>
      feedTokens.revoke(id, person, context),
    );
  }

  async #each(
    kind: OffboardOutcome['kind'],
    items: { id: string }[],
    outcome: OffboardOutcome['outcome'],
    end: (id: string) => Promise<unknown>,
  ): Promise<OffboardOutcome[]> {
    const outcomes: OffboardOutcome[] = [];
    for (const { id } of items) {
      outcomes.push(
        await this.#attempt({ kind, id }, () => unlessGone(end(id), outcome)),
      );
    }
    return outcomes;
  }

  /** What cannot be done says why, and does not hold up the others. */
  async #attempt(
    item: Item,
    change: () => Promise<Became>,
  ): Promise<OffboardOutcome> {
    try {
      return { ...item, ...(await change()) };
    } catch (error) {
      return { ...item, ...failed(this.#sentenceOf(error, item)) };
    }
  }

  #sentenceOf(error: unknown, { kind, id }: Item): string {
    if (isError(error) && FOR_PEOPLE.has(error.name)) {
      return error.message;
    }
    const what = `The ${kind} ${id} of somebody who leaves could not be ended`;
    this.#options.logger.error(what, toError(error));
    return 'Something went wrong on the server; try again.';
  }
}

/** Somebody else may have ended it since it was listed. */
async function unlessGone(
  ending: Promise<unknown>,
  outcome: Became['outcome'],
): Promise<Became> {
  try {
    await ending;
    return { outcome };
  } catch (error) {
    if (error instanceof NotFoundError || error instanceof ConflictError) {
      return { outcome: 'unchanged' };
    }
    throw error;
  }
}

function failed(message: string): Became {
  return { outcome: 'failed', message };
}
