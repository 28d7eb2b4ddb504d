import { type Database, readNow } from '@callboard/backend-database';
import type { Preferences } from '@callboard/backstage-plugin-reservations-common';
import { DEFAULT_LEAD_MINUTES } from './Reminders';
import type { ReminderStore } from './ReminderStore';

/** What a person has chosen for themself. */
export class PreferencesService {
  readonly #database: Database;
  readonly #store: ReminderStore;

  private constructor(options: { database: Database; store: ReminderStore }) {
    this.#database = options.database;
    this.#store = options.store;
  }

  static create(options: {
    database: Database;
    store: ReminderStore;
  }): PreferencesService {
    return new PreferencesService(options);
  }

  async get(ref: string): Promise<Preferences> {
    const leads = await this.#database.read(db =>
      this.#store.leadsOf(db, [ref]),
    );
    return { reminderMinutes: leads.get(ref) ?? DEFAULT_LEAD_MINUTES };
  }

  async set(ref: string, preferences: Preferences): Promise<Preferences> {
    await this.#database.write(async tx =>
      this.#store.setLead(
        tx,
        ref,
        preferences.reminderMinutes,
        await readNow(tx),
      ),
    );
    return preferences;
  }
}
