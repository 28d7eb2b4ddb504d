import { type Reader, readNow, toNumber } from '@callboard/backend-database';
import type { BookingStatus } from '@callboard/backstage-plugin-reservations-common';
import type { Inventory } from '../../domain/Inventory';
import type { Interval, Usage } from '../../domain/intervals';
import {
  type QuotaSubject,
  quotasOf,
  type QuotaUses,
  subjectKey,
  subjectsOf,
} from '../../domain/quotas';
import { periodsOf } from '../../domain/siteCalendar';
import type { FactRequest, FactSource } from './FactSource';

/** A subject, and the type of which it may have so much. */
type Counted = QuotaSubject & { typeId: string };

/** What takes, or has taken, time; see `domain/policies/quota.ts`. */
const COUNTING: BookingStatus[] = [
  'pending',
  'confirmed',
  'active',
  'completed',
  'released',
  'no_show',
];

/**
 * What those whose quotas apply have booked.
 *
 * Guarantee: of bookings that fit a quota each alone, but not together, only so
 * many are made as fit, on whatever resources and backends. Their resources'
 * locks do not do that: ten bookers of ten resources never meet. So each first
 * locks a row that stands for who has the quota of which type, made on first
 * use and never deleted, and only then counts. Rows are locked in the order of
 * their keys, after the resources.
 */
export class QuotaFacts implements FactSource {
  static create(): QuotaFacts {
    return new QuotaFacts();
  }

  private constructor() {}

  async read(
    db: Reader,
    { plans, booker, exceptBookings, lock }: FactRequest,
  ): Promise<{ quotaUses?: QuotaUses }> {
    const rules = plans.flatMap(plan =>
      quotasOf(plan.booked.map(({ resource }) => resource)).map(found => ({
        ...found,
        time: plan.time,
      })),
    );
    if (rules.length === 0) {
      return {};
    }
    const counted = new Map<string, Counted>();
    for (const { quota, resource } of rules) {
      const typeId = resource.type.id;
      for (const subject of subjectsOf(quota.per, booker)) {
        const key = subjectKey(subject.kind, subject.ref, typeId);
        counted.set(key, { ...subject, typeId });
      }
    }
    if (lock && db.postgres && counted.size > 0) {
      await lockSubjects(db, counted);
    }
    const spans = rules.map(({ quota, resource, time }) =>
      quota.in === 'future'
        ? undefined
        : spanOf(periodsOf(time, quota.in, resource.site.timeZone)),
    );
    const window = spanOf(spans.filter(span => span !== undefined));
    if (spans.includes(undefined)) {
      window.start = Math.min(window.start, toNumber(await readNow(db)));
      window.end = Infinity;
    }
    return {
      quotaUses: await readUses(db, counted, window, exceptBookings, {
        inventory: plans[0].inventory,
      }),
    };
  }
}

function spanOf(intervals: Interval[]): Interval {
  return {
    start: Math.min(...intervals.map(({ start }) => start)),
    end: Math.max(...intervals.map(({ end }) => end)),
  };
}

async function lockSubjects(
  tx: Reader,
  counted: ReadonlyMap<string, Counted>,
): Promise<void> {
  const subjects = [...counted]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, subject]) => subject);
  const bindings = [
    subjects.map(({ kind }) => kind),
    subjects.map(({ ref }) => ref),
    subjects.map(({ typeId }) => typeId),
  ];
  await tx.fixed(
    'insert_quota_subjects',
    `INSERT INTO quota_subject (kind, ref, type_id)
     SELECT * FROM unnest(?::text[], ?::text[], ?::uuid[])
     ON CONFLICT DO NOTHING`,
    bindings,
  );
  await tx.fixed(
    'lock_quota_subjects',
    `SELECT 1 FROM quota_subject
     WHERE (kind, ref, type_id) IN (
       SELECT * FROM unnest(?::text[], ?::text[], ?::uuid[])
     )
     ORDER BY kind COLLATE "C", ref COLLATE "C", type_id
     FOR UPDATE`,
    bindings,
  );
}

interface UseRow {
  owner: string;
  project: string | null;
  start_at: string | number;
  end_at: string | number;
  resources: string;
}

async function readUses(
  db: Reader,
  counted: ReadonlyMap<string, Counted>,
  window: Interval,
  exceptBookings: readonly string[],
  { inventory }: { inventory: Inventory },
): Promise<QuotaUses> {
  const subjects = [...counted.values()];
  const owners = new Set(subjects.flatMap(one => one.owners ?? []));
  const projects = subjects.flatMap(({ kind, ref }) =>
    kind === 'project' ? [ref] : [],
  );
  const query = db
    .knex('booking')
    .where(any =>
      any.whereIn('owner', [...owners]).orWhereIn('project', projects),
    )
    .whereIn('status', COUNTING)
    .where('end_at', '>', window.start)
    .whereNotIn('id', [...exceptBookings])
    .select('owner', 'project', 'start_at', 'end_at', 'resources');
  if (window.end !== Infinity) {
    query.where('start_at', '<', window.end);
  }
  const rows: UseRow[] = subjects.length > 0 ? await query : [];
  const bookings = rows.map(row => ({ row, uses: usesOf(row, inventory) }));
  return new Map(
    [...counted].map(([key, subject]) => [
      key,
      bookings
        .filter(({ row }) => countsFor(subject, row))
        .flatMap(({ uses }) => uses.get(subject.typeId) ?? []),
    ]),
  );
}

function countsFor({ kind, ref, owners }: Counted, row: UseRow): boolean {
  return kind === 'project' ? row.project === ref : owners!.includes(row.owner);
}

/** What a booking takes, by type. */
function usesOf(row: UseRow, inventory: Inventory): Map<string, Usage> {
  const booked: { id: string; units: number }[] = JSON.parse(row.resources);
  const uses = new Map<string, Usage>();
  for (const { id, units } of booked) {
    const typeId = inventory.resource(id)?.type.id;
    if (typeId !== undefined) {
      uses.set(typeId, {
        start: toNumber(row.start_at),
        end: toNumber(row.end_at),
        units: units + (uses.get(typeId)?.units ?? 0),
      });
    }
  }
  return uses;
}
