import type { OrderingKey } from './types';

const PART = '/part';

/**
 * The keys of an event besides its own aggregate, within which it is in order
 * anyway. One that is there as the whole and as a part is the whole.
 */
export function otherKeysOf(aggregate: string, keys: string[]): OrderingKey[] {
  const found = new Map<string, OrderingKey>();
  for (const text of keys) {
    const part = text.endsWith(PART);
    const key = part ? text.slice(0, -PART.length) : text;
    if (key !== aggregate && (!found.has(key) || !part)) {
      found.set(key, { key, part });
    }
  }
  return [...found.values()];
}
