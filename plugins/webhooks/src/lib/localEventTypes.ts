import type { EventType } from '@callboard/backstage-plugin-webhooks-common';
import { eventTypesIt } from '../translations/eventTypes.it';

const BOOKS: Record<string, typeof eventTypesIt> = { it: eventTypesIt };

/**
 * Event types by title and description in a language. Plugins announce them in
 * English, and any plugin may announce some: what nobody has translated stays.
 */
export function localEventTypes(
  types: readonly EventType[],
  language: string,
): EventType[] {
  const book = BOOKS[language] ?? {};
  return types.map(type => {
    const [title, description] = book[type.type] ?? [
      type.title,
      type.description,
    ];
    return { ...type, title, description };
  });
}
