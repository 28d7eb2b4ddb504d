import type { EventType } from '@callboard/backstage-plugin-webhooks-common';

/** What an event happened to: `booking` of `booking.setup_started`. */
export function groupOf(type: string): string {
  return type.slice(0, type.indexOf('.'));
}

export interface EventGroup<T> {
  name: string;
  types: T[];
}

/** Event types by what they happened to; bookings first, then by name. */
export function groupEventTypes<T extends Pick<EventType, 'type'>>(
  types: readonly T[],
): EventGroup<T>[] {
  const groups = new Map<string, T[]>();
  for (const type of types) {
    const name = groupOf(type.type);
    groups.set(name, [...(groups.get(name) ?? []), type]);
  }
  return [...groups]
    .map(([name, members]) => ({ name, types: members }))
    .sort((a, b) => rank(a.name) - rank(b.name) || (a.name < b.name ? -1 : 1));
}

function rank(group: string): number {
  return group === 'booking' ? 0 : 1;
}

/** Those in whose type, title or description every word is found. */
export function searchEventTypes<
  T extends Pick<EventType, 'type' | 'title' | 'description'>,
>(types: readonly T[], text: string): T[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return types.filter(({ type, title, description }) => {
    const hay = `${type} ${title} ${description}`.toLowerCase();
    return words.every(word => hay.includes(word));
  });
}
