import type { EventNotification } from './createNotificationsSink';

/** What a notification says, in one language. */
export interface NotificationText {
  title: string;
  description?: string;
}

/** By language, what a notification says in others than English. */
export type NotificationTranslations = Record<string, NotificationText>;

/**
 * Notifications in English with what they are in other languages, from the same
 * ones written in each: whoever is told, and in which order, is no matter of
 * language. Throws where a language tells others, or other things.
 */
export function withTranslations(
  english: EventNotification[],
  others: Record<string, EventNotification[]>,
): EventNotification[] {
  return english.map((one, index) => ({
    ...one,
    translations: Object.fromEntries(
      Object.entries(others).map(([language, all]) => {
        if (all.length !== english.length) {
          throw new Error(
            `${language} tells ${all.length} times, and English ${english.length}`,
          );
        }
        return [language, textOf(all[index].payload)];
      }),
    ),
  }));
}

/**
 * How translations travel with a notification: in its metadata, where whoever
 * knows the language of a recipient finds them.
 */
export function translationsMetadata(
  translations: NotificationTranslations | undefined,
): Pick<EventNotification['payload'], 'metadata'> {
  return translations === undefined
    ? {}
    : {
        metadata: {
          translations: Object.fromEntries(
            Object.entries(translations).map(([language, text]) => [
              language,
              { ...text },
            ]),
          ),
        },
      };
}

function textOf({ title, description }: NotificationText): NotificationText {
  return description === undefined ? { title } : { title, description };
}
