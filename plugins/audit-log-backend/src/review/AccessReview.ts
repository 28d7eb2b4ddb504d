import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { Principal } from '@callboard/access-policy';
import { FreshCache, type RoleMapping } from '@callboard/access-principals';
import { actorOf, requirePossible } from '@callboard/backend-access';
import type { Database } from '@callboard/backend-database';
import {
  decodeCursor,
  encodeCursor,
  type ReplyStream,
} from '@callboard/backend-openapi';
import {
  ACCESS_CHANGES,
  type Entry,
  type Page,
  type Right,
  type RightRole,
} from '@callboard/backstage-plugin-audit-log-common';
import type { Recorder } from '../chain';
import {
  csvLine,
  type EntryFilter,
  EntryStore,
  exported,
  toEntry,
} from '../log';
import type { EntryAccess } from '../permissions';
import type { CatalogPeople } from './CatalogPeople';
import { type Fact, keyOf as factKey } from './facts';
import type { ReservationsRights } from './ReservationsRights';
import { keyOf, rightsOf } from './rights';
import type { SnapshotStore } from './SnapshotStore';

/** As long as a page of a review counts as the same one. */
const TTL_MS = 15_000;

/** How rights come and go, whoever says so. */
const CHANGES = [...ACCESS_CHANGES, 'member.*', 'grant.*', 'site.created'];

const COLUMNS = [
  'principal',
  'name',
  'kind',
  'role',
  'scope',
  'site',
  'resource',
  'throughKind',
  'through',
  'throughName',
  'since',
  'until',
];

export interface RightFilter {
  principal?: string;
  roles?: RightRole[];
  siteRef?: string;
  through?: string;
  q?: string;
}

interface Review {
  rights: Right[];
  asOf: string;
}

interface Options {
  database: Database;
  access: EntryAccess;
  people: Pick<CatalogPeople, 'read'>;
  reservations: Pick<ReservationsRights, 'read'>;
  mapping: Pick<RoleMapping, 'rolesOf'>;
  accounts: Principal[];
  snapshot: SnapshotStore;
  entries: EntryStore;
  recorder: Pick<Recorder, 'record'>;
  /** A clock in milliseconds that never goes back. */
  now?: () => number;
}

/** Who can do what, by whom, where, through what and since when; for those who may know. */
export class AccessReview {
  readonly #options: Options;
  readonly #cache: FreshCache<Review>;

  static create(options: Options): AccessReview {
    return new AccessReview(options);
  }

  private constructor(options: Options) {
    this.#options = options;
    this.#cache = FreshCache.create<Review>({
      ttlMs: TTL_MS,
      maxEntries: 1,
      now: options.now,
    });
  }

  async authorize(credentials: BackstageCredentials): Promise<void> {
    const { accessReviewRead } = await this.#options.access.decide(
      credentials,
      ['accessReviewRead'],
    );
    requirePossible(accessReviewRead, 'see who may do what');
  }

  async list(
    filter: RightFilter,
    page: { cursor?: string; limit: number },
    credentials: BackstageCredentials,
  ): Promise<Page<Right> & { total: number; asOf: string }> {
    await this.authorize(credentials);
    const { rights, asOf } = await this.#review();
    const found = rights.filter(right => fits(right, filter));
    const after =
      page.cursor === undefined ? '' : decodeCursor(page.cursor, isText);
    const rest = found.filter(right => keyOf(right) > after);
    const items = rest.slice(0, page.limit);
    return {
      items,
      total: found.length,
      asOf,
      nextCursor:
        rest.length > page.limit
          ? encodeCursor(keyOf(items[items.length - 1]))
          : undefined,
    };
  }

  /** All rows as a file; that it was asked for is recorded. */
  async csv(
    filter: RightFilter,
    credentials: BackstageCredentials,
  ): Promise<ReplyStream> {
    await this.authorize(credentials);
    const { rights, asOf } = await this.#review();
    await this.#options.recorder.record([
      exported(actorOf(credentials), {
        what: 'access-review',
        format: 'csv',
        ...JSON.parse(JSON.stringify(filter)),
      }),
    ]);
    return {
      contentType: 'text/csv; charset=utf-8',
      write: async res => {
        const name = `access-review-${asOf.slice(0, 10)}.csv`;
        res.setHeader('Content-Disposition', `attachment; filename="${name}"`);
        res.write(csvLine(COLUMNS));
        const lines = rights.filter(right => fits(right, filter)).map(toLine);
        res.write(lines.join(''));
      },
    };
  }

  async changes(
    filter: { principal?: string; from?: number; to?: number },
    page: { cursor?: string; limit: number },
    credentials: BackstageCredentials,
  ): Promise<Page<Entry>> {
    await this.authorize(credentials);
    const { database, entries } = this.#options;
    const found: EntryFilter = {
      actions: CHANGES,
      subject: filter.principal,
      from: filter.from,
      to: filter.to,
    };
    const { items, nextCursor } = await database.read(db =>
      entries.list(db, found, page),
    );
    return { items: items.map(toEntry), nextCursor };
  }

  async #review(): Promise<Review> {
    return this.#cache.get('all', async () => {
      const { accounts, database, mapping, people, reservations, snapshot } =
        this.#options;
      const asOf = new Date().toISOString();
      const [everybody, given, known] = await Promise.all([
        people.read(),
        reservations.read(),
        database.read(db => snapshot.read(db)),
      ]);
      const since = (fact: Fact) => known.get(factKey(fact))?.since;
      const rights = rightsOf({
        people: everybody,
        mapping,
        accounts,
        ...given,
        since: {
          membership: (principal, what) =>
            since({ kind: 'membership', principal, what, through: '' }),
          role: (principal, what, through) =>
            since({ kind: 'role', principal, what, through }),
        },
      });
      return { rights, asOf };
    });
  }
}

function toLine({ scope, through, ...right }: Right): string {
  return csvLine([
    right.principal,
    right.title,
    right.kind,
    right.role,
    scope.kind,
    scope.siteRef,
    scope.resourceRef,
    through.kind,
    through.ref,
    through.title,
    right.since,
    right.until,
  ]);
}

function fits(right: Right, filter: RightFilter): boolean {
  const { principal, title, role, scope, through } = right;
  const text = [
    principal,
    title,
    role,
    scope.siteRef,
    scope.resourceRef,
    scope.title,
    through.ref,
    through.title,
  ]
    .join('\n')
    .toLowerCase();
  const words = filter.q?.toLowerCase().split(/\s+/).filter(Boolean) ?? [];
  return (
    (filter.principal === undefined || principal === filter.principal) &&
    (!filter.roles?.length || filter.roles.includes(role)) &&
    (filter.siteRef === undefined || scope.siteRef === filter.siteRef) &&
    (filter.through === undefined || through.ref === filter.through) &&
    words.every(word => text.includes(word))
  );
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
