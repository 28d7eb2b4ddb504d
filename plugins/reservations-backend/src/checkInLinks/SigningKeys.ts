import { randomBytes } from 'node:crypto';
import { type Database, readNow } from '@callboard/backend-database';

/**
 * Keys that only the plugin's database knows, made at random when they are first
 * needed and the same on every backend; each for one purpose, so that nothing
 * that is signed for one can be used for another.
 */
export class SigningKeys {
  readonly #database: Database;
  readonly #known = new Map<string, Buffer>();

  private constructor(database: Database) {
    this.#database = database;
  }

  static create(options: { database: Database }): SigningKeys {
    return new SigningKeys(options.database);
  }

  async keyFor(purpose: string): Promise<Buffer> {
    const known = this.#known.get(purpose) ?? (await this.#readOrMake(purpose));
    this.#known.set(purpose, known);
    return known;
  }

  async #readOrMake(purpose: string): Promise<Buffer> {
    const key = await this.#database.write(async tx => {
      await tx
        .knex('signing_key')
        .insert({
          purpose,
          key: randomBytes(32).toString('base64url'),
          created_at: await readNow(tx),
        })
        .onConflict('purpose')
        .ignore();
      const row = await tx.knex('signing_key').where({ purpose }).first('key');
      return row.key as string;
    });
    return Buffer.from(key, 'base64url');
  }
}
