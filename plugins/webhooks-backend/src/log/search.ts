import type { Reader } from '@callboard/backend-database';
import type { Knex } from 'knex';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const MOST_WORDS = 10;
const MOST_REFS = 500;

/** An endpoint, as far as a search looks at it. */
export interface SearchedEndpoint {
  id: string;
  title: string;
}

/**
 * Narrows deliveries to those in which each word of `text` is found: in the
 * endpoint's title, the event type, an entity ref that it is about, its last
 * answer. A word that is an id finds the delivery, event or booking of that id.
 *
 * Words are looked up first in what there is little of (endpoints, distinct
 * entity refs), so that a row of the log is compared with short lists and no
 * text of it is searched.
 */
export async function whereFound(
  db: Reader,
  query: Knex.QueryBuilder,
  text: string | undefined,
  endpoints: SearchedEndpoint[],
): Promise<void> {
  const words = text?.trim().toLowerCase().split(/\s+/).filter(Boolean) ?? [];
  for (const word of words.slice(0, MOST_WORDS)) {
    if (UUID.test(word)) {
      whereId(db, query, word, endpoints);
    } else {
      whereWord(query, word, endpoints, await refsLike(db, word));
    }
  }
}

function whereId(
  db: Reader,
  query: Knex.QueryBuilder,
  id: string,
  endpoints: SearchedEndpoint[],
): void {
  const found = db
    .knex('delivery')
    .select('position')
    .where({ id })
    .unionAll([
      db.knex('delivery').select('position').where({ event_id: id }),
      db.knex('delivery_event').select('position').where({ event_id: id }),
      db
        .knex('delivery_key')
        .select('position')
        .whereIn(
          'endpoint_id',
          endpoints.map(endpoint => endpoint.id),
        )
        .where({ key: `booking:${id}` }),
    ]);
  query.whereIn('delivery.position', found);
}

function whereWord(
  query: Knex.QueryBuilder,
  word: string,
  endpoints: SearchedEndpoint[],
  refs: string[],
): void {
  const titled = endpoints
    .filter(({ title }) => title.toLowerCase().includes(word))
    .map(({ id }) => id);
  query.where(either => {
    either
      .whereRaw(`lower(delivery.event_type) LIKE ? ESCAPE '\\'`, [like(word)])
      .orWhere('delivery.last_error_class', word)
      .orWhereIn('delivery.endpoint_id', titled);
    if (/^\d{3}$/.test(word)) {
      either.orWhere('delivery.last_status', Number(word));
    }
    if (refs.length > 0) {
      either.orWhereExists(subject =>
        subject
          .select('about.position')
          .from({ about: 'delivery_subject' })
          .whereRaw('about.position = delivery.position')
          .whereIn('about.entity_ref', refs),
      );
    }
  });
}

/**
 * Entity refs in the log that hold a word: from one distinct ref to the next
 * along the index, since there are few refs and many rows of each.
 */
async function refsLike(db: Reader, word: string): Promise<string[]> {
  const rows: { ref: string }[] = await db.knex
    .withRecursive('refs', all =>
      all
        .min({ ref: 'entity_ref' })
        .from('delivery_subject')
        .unionAll(more =>
          more
            .select(
              db.knex.raw(
                '(SELECT min(entity_ref) FROM delivery_subject WHERE entity_ref > refs.ref)',
              ),
            )
            .from('refs')
            .whereNotNull('refs.ref'),
        ),
    )
    .select('ref')
    .from('refs')
    .whereRaw(`ref LIKE ? ESCAPE '\\'`, [like(word)])
    .limit(MOST_REFS);
  return rows.map(({ ref }) => ref);
}

function like(word: string): string {
  return `%${word.replace(/[\\%_]/g, '\\$&')}%`;
}
