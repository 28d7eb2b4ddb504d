import type { Notification } from '@backstage/plugin-notifications-common';
import type { NotificationProcessor } from '@backstage/plugin-notifications-node';
import { z } from 'zod';
import type { LanguageStore } from './LanguageStore';

const translationsSchema = z.record(
  z.string(),
  z.object({ title: z.string(), description: z.string().optional() }),
);

/**
 * Writes a notification in the language of whoever gets it, where it carries
 * what it says in that one: `metadata.translations`, by language. It stands
 * before a notification is stored, so that the portal, e-mails and whatever else
 * sends notifications on say the same. What one does not carry, and to everybody
 * at once, is said as it was sent.
 */
export class LanguageProcessor implements NotificationProcessor {
  readonly #languages: Pick<LanguageStore, 'languageOf'>;

  static create(options: {
    languages: Pick<LanguageStore, 'languageOf'>;
  }): LanguageProcessor {
    return new LanguageProcessor(options.languages);
  }

  private constructor(languages: Pick<LanguageStore, 'languageOf'>) {
    this.#languages = languages;
  }

  /** Every processor stands among the channels of notification settings. */
  getName(): string {
    return 'In my language';
  }

  async preProcess(notification: Notification): Promise<Notification> {
    const { user, payload } = notification;
    const { translations, ...metadata } = payload.metadata ?? {};
    const known = translationsSchema.safeParse(translations);
    if (user === null || !known.success) {
      return notification;
    }
    const language = await this.#languages.languageOf(user);
    const text = language === undefined ? undefined : known.data[language];
    return {
      ...notification,
      payload: {
        ...payload,
        ...text,
        // Nobody needs the other languages any more.
        metadata: Object.keys(metadata).length > 0 ? metadata : undefined,
      },
    };
  }
}
