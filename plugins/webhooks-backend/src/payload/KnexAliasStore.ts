import type { Database, Reader } from '@callboard/backend-database';
import type { AliasKind, AliasStore } from './types';

const REMEMBERED = 20_000;

/**
 * Aliases in the table `alias`. Once given, a number never changes, so it may be
 * remembered for as long as there is room. Two backends that ask for a new one
 * at once get the same: the second insert waits for the first and does nothing.
 */
export class KnexAliasStore implements AliasStore {
  readonly #database: Database;
  readonly #remembered = new Map<string, number>();

  static create(options: { database: Database }): KnexAliasStore {
    return new KnexAliasStore(options.database);
  }

  private constructor(database: Database) {
    this.#database = database;
  }

  async aliasOf(kind: AliasKind, id: string): Promise<number> {
    const key = `${kind}|${id}`;
    const remembered = this.#remembered.get(key);
    if (remembered !== undefined) {
      return remembered;
    }
    const alias =
      (await this.#database.read(db => find(db, kind, id))) ??
      (await this.#give(kind, id));
    if (this.#remembered.size >= REMEMBERED) {
      const [oldest] = this.#remembered.keys();
      this.#remembered.delete(oldest);
    }
    this.#remembered.set(key, alias);
    return alias;
  }

  async #give(kind: AliasKind, ref: string): Promise<number> {
    return this.#database.write(async tx => {
      await tx
        .knex('alias')
        .insert({ kind, ref })
        .onConflict(['kind', 'ref'])
        .ignore();
      const alias = await find(tx, kind, ref);
      if (alias === undefined) {
        throw new Error(`No alias could be given to ${kind} ${ref}`);
      }
      return alias;
    });
  }
}

async function find(
  { knex }: Reader,
  kind: AliasKind,
  ref: string,
): Promise<number | undefined> {
  const row = await knex('alias').first('id').where({ kind, ref });
  return row?.id;
}
