import { randomUUID } from 'node:crypto';
import { ConflictError } from '@backstage/errors';
import type { CallContext } from '@callboard/backend-access';
import {
  type Database,
  type Reader,
  readNow,
} from '@callboard/backend-database';
import type { NewDomainEvent } from '@callboard/backend-outbox';
import type {
  CreatedFeedToken,
  FeedToken,
  NewFeedToken,
} from '@callboard/backstage-plugin-reservations-common';
import { normaliseRef } from '../domain/Inventory';
import { notFound } from '../errors';
import {
  type FeedTokenRecord,
  type FeedTokenStore,
  feedTokenView,
} from './FeedTokenStore';
import { hashToken, makeToken } from './token';

const MOST_TOKENS = 20;
/** How exactly it is known when a feed was last read. */
const USED_PRECISION_MS = 60_000;

/** The calendar feeds that people have made for themselves. */
export class FeedTokensService {
  readonly #database: Database;
  readonly #tokens: FeedTokenStore;

  static create(options: {
    database: Database;
    tokens: FeedTokenStore;
  }): FeedTokensService {
    return new FeedTokensService(options.database, options.tokens);
  }

  private constructor(database: Database, tokens: FeedTokenStore) {
    this.#database = database;
    this.#tokens = tokens;
  }

  async list(user: string): Promise<FeedToken[]> {
    const found = await this.#database.read(db => this.listIn(db, user));
    return found.map(feedTokenView);
  }

  async listIn(db: Reader, user: string): Promise<FeedTokenRecord[]> {
    return this.#tokens.ofUser(db, normaliseRef(user));
  }

  /**
   * A new token, whose address `addressOf` makes. What an idempotency key
   * replays is stored, so the address is not in it.
   *
   * @throws ConflictError (409) for one too many
   */
  async add(
    input: NewFeedToken,
    addressOf: (token: string) => string,
    context: CallContext,
  ): Promise<CreatedFeedToken> {
    const userRef = normaliseRef(context.actor);
    const token = makeToken();
    let made: string | undefined;
    const view = await this.#database.write(async tx => {
      await this.#tokens.lockUser(tx, userRef);
      const others = await this.#tokens.ofUser(tx, userRef);
      if (others.length >= MOST_TOKENS) {
        throw new ConflictError(
          `You have ${MOST_TOKENS} calendar feeds, which is the most: revoke one first`,
        );
      }
      const record: FeedTokenRecord = {
        id: randomUUID(),
        userRef,
        title: input.title,
        scope: {
          kind: input.scope.kind,
          ...(input.scope.ref && { ref: normaliseRef(input.scope.ref) }),
        },
        createdAt: await readNow(tx),
      };
      await this.#tokens.insert(tx, record, hashToken(token));
      await this.#database.outbox.append(tx.knex, [
        tokenEvent('feed_token.created', context.actor, record),
      ]);
      made = record.id;
      return feedTokenView(record);
    }, context.idempotency);
    return made === view.id ? { ...view, url: addressOf(token) } : view;
  }

  /** Revokes one of `user`'s tokens; `context` says who does so. */
  async revoke(
    id: string,
    user: string,
    context: Pick<CallContext, 'actor'>,
  ): Promise<void> {
    const userRef = normaliseRef(user);
    await this.#database.write(async tx => {
      await this.#tokens.lockUser(tx, userRef);
      const theirs = await this.#tokens.ofUser(tx, userRef);
      const token = theirs.find(one => one.id === id);
      if (!token) {
        throw notFound('calendar feed', id);
      }
      await this.#tokens.delete(tx, id);
      await this.#database.outbox.append(tx.knex, [
        tokenEvent('feed_token.revoked', context.actor, token),
      ]);
    });
  }

  /** What a token is for, and what time it is; undefined where it is none (any more). */
  async find(
    token: string,
  ): Promise<{ feed: FeedTokenRecord; now: number } | undefined> {
    const hash = hashToken(token);
    return this.#database.read(async db => {
      const feed = await this.#tokens.byHash(db, hash);
      return feed && { feed, now: await readNow(db) };
    });
  }

  /** Notes that a feed was read, at most once a minute. */
  async noteUse(feed: FeedTokenRecord, now: number): Promise<void> {
    if (now - (feed.lastUsedAt ?? 0) >= USED_PRECISION_MS) {
      await this.#database.write(tx => this.#tokens.markUsed(tx, feed.id));
    }
  }
}

/** The token itself, and its hash, are in no event. */
function tokenEvent(
  type: 'feed_token.created' | 'feed_token.revoked',
  actor: string,
  { id, userRef, title, scope }: FeedTokenRecord,
): NewDomainEvent {
  return {
    type,
    aggregate: `feed_token:${id}`,
    actor,
    refs: { owner: userRef },
    data: {
      user: userRef,
      feed: {
        id,
        title,
        scope: { kind: scope.kind, ...(scope.ref && { ref: scope.ref }) },
      },
    },
  };
}
