import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

/** In which language people read. */
export interface LanguageStore {
  /** Nothing of whom nothing is known. */
  languageOf(userRef: string): Promise<string | undefined>;
  setLanguage(userRef: string, language: string): Promise<void>;
}

interface Row {
  user_ref: string;
  language: string;
  updated_at: Date;
}

/**
 * Kept in the database of the notifications plugin, in a table of its own with
 * migrations of its own, so that neither is in the way of the other's.
 */
export class KnexLanguageStore implements LanguageStore {
  readonly #knex: Knex;

  static async create(options: {
    knex: Knex;
    skipMigrations?: boolean;
  }): Promise<KnexLanguageStore> {
    const { knex, skipMigrations } = options;
    if (!skipMigrations) {
      await knex.migrate.latest({
        directory: resolvePackagePath(
          '@callboard/backstage-plugin-notifications-backend-module-languages',
          'migrations',
        ),
        tableName: 'callboard_language_migrations',
      });
    }
    return new KnexLanguageStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async languageOf(userRef: string): Promise<string | undefined> {
    const row = await this.#knex<Row>('callboard_language')
      .where({ user_ref: userRef })
      .first('language');
    return row?.language;
  }

  async setLanguage(userRef: string, language: string): Promise<void> {
    await this.#knex<Row>('callboard_language')
      .insert({ user_ref: userRef, language, updated_at: new Date() })
      .onConflict('user_ref')
      .merge();
  }
}
