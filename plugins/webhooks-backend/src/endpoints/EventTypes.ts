import { ConflictError, NotAllowedError } from '@backstage/errors';
import {
  type Database,
  readNow,
  type Reader,
  toInstant,
  toNumber,
  type Writer,
} from '@callboard/backend-database';
import { invalidField } from '@callboard/backend-openapi';
import type {
  EventType,
  NewEventType,
} from '@callboard/backstage-plugin-webhooks-common';

interface EventTypeRow {
  type: string;
  source: string;
  title: string;
  description: string;
  schema: string;
  example: string;
  updated_at: number | string;
}

/**
 * What plugins have said they announce. A type belongs to the plugin that named
 * it first, for good: what a backend of an older version no longer names is not
 * taken from the newer one beside it.
 */
export class EventTypes {
  readonly #database: Database;
  /** Types never change hands, so what is known stays true. */
  readonly #sources = new Map<string, string>();

  static create(database: Database): EventTypes {
    return new EventTypes(database);
  }

  private constructor(database: Database) {
    this.#database = database;
  }

  /** All of them, by source and type. */
  async list(source?: string): Promise<EventType[]> {
    const rows: EventTypeRow[] = await this.#database.read(db => {
      const query = db.knex('event_type').orderBy(['source', 'type']);
      return source === undefined ? query : query.where({ source });
    });
    return rows.map(toEventType);
  }

  /** Throws a 409 where another plugin has one of the types. */
  async register(
    source: string,
    types: readonly NewEventType[],
  ): Promise<EventType[]> {
    const names = types.map(({ type }) => type);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice) {
      throw invalidField('eventTypes', `names ${twice} twice`);
    }
    await this.#database.write(async tx => {
      const now = await readNow(tx);
      for (const type of types) {
        await upsert(tx, source, type, now);
      }
    });
    return this.list(source);
  }

  /** Throws a 403 unless the type is one of this plugin's. */
  async requireSource(type: string, source: string): Promise<void> {
    if (!this.#sources.has(type)) {
      const row = await this.#database.read(db =>
        db.knex<EventTypeRow>('event_type').where({ type }).first('source'),
      );
      if (row) {
        this.#sources.set(type, row.source);
      }
    }
    if (this.#sources.get(type) !== source) {
      throw new NotAllowedError(
        `${type} is not an event type that ${source} has registered`,
      );
    }
  }

  async knownAmong(db: Reader, types: string[]): Promise<Set<string>> {
    const rows: { type: string }[] = await db
      .knex('event_type')
      .select('type')
      .whereIn('type', types);
    return new Set(rows.map(({ type }) => type));
  }
}

async function upsert(
  tx: Writer,
  source: string,
  { type, title, description, schema, example }: NewEventType,
  now: number,
): Promise<void> {
  await tx
    .knex('event_type')
    .insert({
      type,
      source,
      title,
      description,
      schema: JSON.stringify(schema),
      example: JSON.stringify(example),
      updated_at: now,
    })
    .onConflict('type')
    .merge(['title', 'description', 'schema', 'example', 'updated_at'])
    .where('event_type.source', source);
  const owner = await tx.knex('event_type').where({ type }).first('source');
  if (owner.source !== source) {
    throw new ConflictError(`${type} is an event type of ${owner.source}`);
  }
}

function toEventType(row: EventTypeRow): EventType {
  return {
    type: row.type,
    source: row.source,
    title: row.title,
    description: row.description,
    schema: JSON.parse(row.schema),
    example: JSON.parse(row.example),
    updatedAt: toInstant(toNumber(row.updated_at)),
  };
}
