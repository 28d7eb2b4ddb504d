import {
  type Reader,
  readNow,
  toBoolean,
  toNumber,
  type Writer,
} from '@callboard/backend-database';
import {
  type Listing,
  type ObjectIdentity,
  type ObservedObject,
  SERVICE_ID_LABEL,
} from '@callboard/backstage-plugin-service-requests-node';
import { redact } from './redact';
import type { JudgeInput, KnownObject } from './types';
import { ALL_KINDS, kindKey } from './viewObject';
import { withoutSecrets } from './withoutSecrets';

/** What the judge is to know of the control plane; spread it into its input. */
export type Observation = Pick<
  JudgeInput,
  'observed' | 'reachable' | 'outage' | 'listedAt'
>;

interface Known {
  identity: string;
  service_id: string | null;
  uid: string;
  previous_uid: string | null;
  resource_version: string;
  gone_at: number | string | null;
}

interface ObjectRow extends Known {
  object: string;
}

/** Values in a statement: SQLite takes 32,766, and a row has ten. */
const ROWS = 400;
const KEYS = 1_000;
/** For how long it is known of what is gone that it went. */
const KEEP_GONE_MS = 7 * 24 * 60 * 60_000;
const LATELY_MS = 10 * 60_000;

const KNOWN_COLUMNS = [
  'identity',
  'service_id',
  'uid',
  'previous_uid',
  'resource_version',
  'gone_at',
] as const;

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The objects as last seen. Everything is read and written in batches. */
export class ObservationStore {
  /** For each service: its objects, and how far they can be believed. */
  async read(
    db: Reader,
    serviceIds: string[],
  ): Promise<Map<string, Observation>> {
    const plane = await db.knex('control_plane').where({ id: 1 }).first();
    const listings: { kind: string; listed_at: number | string }[] =
      await db.knex('control_plane_listing');
    const common = {
      reachable: toBoolean(plane.reachable),
      outage: plane.reason ?? undefined,
      listedAt: new Map(
        listings.map(row => [row.kind, toNumber(row.listed_at)]),
      ),
    };
    const found = new Map<string, Observation>(
      serviceIds.map(id => [id, { ...common, observed: [] }]),
    );
    for (const ids of chunks(serviceIds, KEYS)) {
      const rows: ObjectRow[] = await db
        .knex('observed_object')
        .whereIn('service_id', ids)
        .orderBy('identity');
      for (const row of rows) {
        found.get(row.service_id!)?.observed.push(toKnown(row));
      }
    }
    return found;
  }

  /**
   * Writes a complete listing as its difference from what is known. Answers
   * with the services that something was new, changed or gone of.
   */
  async list(
    tx: Writer,
    objects: ObservedObject[],
    listing: Listing = {},
  ): Promise<Set<string>> {
    const now = await readNow(tx);
    const kinds = listing.kinds && new Set(listing.kinds.map(kindKey));
    const rows: (Known & { api_version: string; kind: string })[] = await tx
      .knex('observed_object')
      .select(...KNOWN_COLUMNS, 'api_version', 'kind');
    const known = new Map(
      rows
        .filter(
          row =>
            !kinds ||
            kinds.has(kindKey({ apiVersion: row.api_version, kind: row.kind })),
        )
        .map(row => [row.identity, row]),
    );
    const changed = await this.#store(tx, objects, known, now);
    const listed = new Set(objects.map(identityOf));
    const gone = [...known.values()].filter(
      row => row.gone_at === null && !listed.has(row.identity),
    );
    await markGone(
      tx,
      gone.map(({ identity }) => identity),
      now,
    );
    addServices(changed, gone);
    await tx
      .knex('observed_object')
      .where('gone_at', '<', now - KEEP_GONE_MS)
      .delete();
    await markListed(tx, listing, now);
    return changed;
  }

  /**
   * What is known is complete. Answers with the services that lost something
   * of late: whether that is all they had is settled by this.
   */
  async confirm(tx: Writer, listing: Listing = {}): Promise<Set<string>> {
    const now = await readNow(tx);
    await markListed(tx, listing, now);
    const rows: Known[] = await tx
      .knex('observed_object')
      .select('service_id')
      .where('gone_at', '>', now - LATELY_MS);
    return addServices(new Set(), rows);
  }

  /** Writes what has changed. Answers with its services. */
  async change(tx: Writer, objects: ObservedObject[]): Promise<Set<string>> {
    const latest = new Map(objects.map(object => [identityOf(object), object]));
    const known = new Map<string, Known>();
    for (const identities of chunks([...latest.keys()], KEYS)) {
      const rows: Known[] = await tx
        .knex('observed_object')
        .select(...KNOWN_COLUMNS)
        .whereIn('identity', identities);
      rows.forEach(row => known.set(row.identity, row));
    }
    return this.#store(tx, [...latest.values()], known, await readNow(tx));
  }

  /** Something is gone; not, where its name has another UID by now. */
  async remove(tx: Writer, object: ObjectIdentity): Promise<Set<string>> {
    const rows: Known[] = await tx
      .knex('observed_object')
      .select(...KNOWN_COLUMNS)
      .where({ identity: identityOf(object), uid: object.uid })
      .whereNull('gone_at');
    await markGone(
      tx,
      rows.map(({ identity }) => identity),
      await readNow(tx),
    );
    return addServices(new Set(), rows);
  }

  /** Whether the control plane answers; not known where nothing has been heard of it yet. */
  async connection(
    db: Reader,
  ): Promise<{ reachable?: boolean; reason?: string }> {
    const plane = await db.knex('control_plane').where({ id: 1 }).first();
    return plane
      ? {
          reachable: toBoolean(plane.reachable),
          reason: plane.reason ?? undefined,
        }
      : {};
  }

  async setReachable(
    tx: Writer,
    reachable: boolean,
    reason?: string,
  ): Promise<void> {
    await tx
      .knex('control_plane')
      .where({ id: 1 })
      .whereNot({ reachable })
      .update({ reachable_since: await readNow(tx) });
    await tx
      .knex('control_plane')
      .where({ id: 1 })
      .update({
        reachable,
        reason: reason === undefined ? null : redact(reason),
      });
  }

  /** Every service that has an object, there or gone. */
  async services(db: Reader): Promise<string[]> {
    return db
      .knex('observed_object')
      .whereNotNull('service_id')
      .distinct()
      .pluck('service_id');
  }

  async #store(
    tx: Writer,
    objects: ObservedObject[],
    known: Map<string, Known>,
    now: number,
  ): Promise<Set<string>> {
    const changed = new Set<string>();
    const isNews = (object: ObservedObject) => {
      const row = known.get(identityOf(object));
      return (
        !row ||
        row.gone_at !== null ||
        row.uid !== object.uid ||
        row.resource_version !== object.resourceVersion
      );
    };
    for (const batch of chunks(objects.filter(isNews), ROWS)) {
      const rows = batch.map(object =>
        toRow(object, known.get(identityOf(object)), now),
      );
      await tx
        .knex('observed_object')
        .insert(rows)
        .onConflict('identity')
        .merge();
      addServices(changed, rows);
      addServices(
        changed,
        batch.flatMap(object => known.get(identityOf(object)) ?? []),
      );
    }
    return changed;
  }
}

function toRow(object: ObservedObject, before: Known | undefined, now: number) {
  const label = object.labels[SERVICE_ID_LABEL];
  return {
    identity: identityOf(object),
    service_id: UUID.test(label ?? '') ? label : null,
    api_version: object.apiVersion,
    kind: object.kind,
    uid: object.uid,
    previous_uid:
      before && before.uid !== object.uid
        ? before.uid
        : (before?.previous_uid ?? null),
    resource_version: object.resourceVersion,
    object: JSON.stringify(withoutSecrets(object)),
    seen_at: now,
    gone_at: null,
  };
}

function toKnown(row: ObjectRow): KnownObject {
  return {
    ...(JSON.parse(row.object) as ObservedObject),
    previousUid: row.previous_uid ?? undefined,
    goneAt: row.gone_at === null ? undefined : toNumber(row.gone_at),
  };
}

/** By the database's clock, as merges are. */
async function markListed(
  tx: Writer,
  { ageMs = 0, kinds }: Listing,
  now: number,
): Promise<void> {
  await tx
    .knex('control_plane_listing')
    .insert(
      (kinds?.map(kindKey) ?? [ALL_KINDS]).map(kind => ({
        kind,
        listed_at: now - Math.ceil(ageMs),
      })),
    )
    .onConflict('kind')
    .merge();
}

async function markGone(
  tx: Writer,
  identities: string[],
  now: number,
): Promise<void> {
  for (const batch of chunks(identities, KEYS)) {
    await tx
      .knex('observed_object')
      .whereIn('identity', batch)
      .update({ gone_at: now });
  }
}

function addServices(
  to: Set<string>,
  rows: { service_id: string | null }[],
): Set<string> {
  rows.forEach(row => row.service_id && to.add(row.service_id));
  return to;
}

export function identityOf(
  object: Pick<ObjectIdentity, 'apiVersion' | 'kind' | 'namespace' | 'name'>,
): string {
  return [kindKey(object), object.namespace, object.name].join('|');
}

function* chunks<T>(values: T[], size: number): Generator<T[]> {
  for (let at = 0; at < values.length; at += size) {
    yield values.slice(at, at + size);
  }
}
