export type Refusal = 'unknown' | 'unavailable' | 'clock' | 'tooMany' | 'other';

const KNOWN: [RegExp, Refusal][] = [
  [/not known to this portal/, 'unknown'],
  [/does not answer/, 'unavailable'],
  [/issued a token in the future|JWT expired/, 'clock'],
  [/^Too many attempts/, 'tooMany'],
];

/**
 * Which refusal a message of the backend is. It comes back in the page's address,
 * where anybody can write anything: none of it is ever shown.
 */
export function classifyRefusal(message: string): Refusal {
  return KNOWN.find(([pattern]) => pattern.test(message))?.[1] ?? 'other';
}

/** Reads the refusal out of an address; the address without it comes along. */
export function takeRefusal(href: string): {
  refusal?: Refusal;
  url: string;
} {
  const url = new URL(href);
  const message = url.searchParams.get('error');
  if (message === null) {
    return { url: href };
  }
  url.searchParams.delete('error');
  return { refusal: classifyRefusal(message), url: url.toString() };
}
