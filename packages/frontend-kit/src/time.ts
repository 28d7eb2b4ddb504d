import { DateTime } from 'luxon';

/**
 * Time as people say it. Everything is a function of its arguments: the zone
 * is an IANA name, `now` and instants are ISO 8601, and the words come from
 * outside, so that both languages share the arithmetic.
 */
export type TimeWords = {
  /** A BCP 47 language, for the names of days and months. */
  locale: string;
  day: string;
  hour: string;
  minute: string;
  soon: (duration: string) => string;
  ago: (duration: string) => string;
  now: string;
};

export const ENGLISH: TimeWords = {
  locale: 'en',
  day: 'd',
  hour: 'h',
  minute: 'min',
  soon: duration => `in ${duration}`,
  ago: duration => `${duration} ago`,
  now: 'now',
};

export const MINUTE_MS = 60_000;

export function isTimeZone(name: string): boolean {
  return DateTime.local({ zone: name }).isValid;
}

export function inZone(
  instant: string | Date,
  zone: string,
  words: Pick<TimeWords, 'locale'> = ENGLISH,
): DateTime {
  const at =
    instant instanceof Date
      ? DateTime.fromJSDate(instant)
      : DateTime.fromISO(instant);
  return at.setZone(zone).setLocale(words.locale);
}

/** `Europe/Rome` → `Rome`, `America/New_York` → `New York`. */
export function zoneCity(zone: string): string {
  return zone.split('/').at(-1)!.replaceAll('_', ' ');
}

/** `Europe/Rome` in winter → `UTC+1`. */
export function zoneOffset(zone: string, at: string | Date): string {
  const minutes = inZone(at, zone).offset;
  const sign = minutes < 0 ? '−' : '+';
  const hours = Math.floor(Math.abs(minutes) / 60);
  const rest = Math.abs(minutes) % 60;
  return `UTC${sign}${hours}${rest ? `:${String(rest).padStart(2, '0')}` : ''}`;
}

function dayFormat(at: DateTime, now: DateTime): string {
  return at.year === now.year ? 'ccc d LLL' : 'ccc d LLL yyyy';
}

/** `Tue 16 Mar`, with the year where it is not this one. */
export function formatDay(
  instant: string | Date,
  options: { zone: string; now: string | Date; words?: TimeWords },
): string {
  const { zone, now, words = ENGLISH } = options;
  const at = inZone(instant, zone, words);
  return at.toFormat(dayFormat(at, inZone(now, zone)));
}

/** `Tue 16 Mar, 09:00–12:00`; over midnight both days are named. */
export function formatSpan(
  start: string | Date,
  end: string | Date,
  options: { zone: string; now: string | Date; words?: TimeWords },
): string {
  const { zone, now, words = ENGLISH } = options;
  const from = inZone(start, zone, words);
  const to = inZone(end, zone, words);
  const today = inZone(now, zone);
  const head = `${from.toFormat(dayFormat(from, today))}, ${from.toFormat('HH:mm')}`;
  const tail = isSameDay(from, to)
    ? to.toFormat('HH:mm')
    : ` ${to.toFormat(dayFormat(to, today))}, ${to.toFormat('HH:mm')}`;
  return `${head}${isSameDay(from, to) ? '–' : ' –'}${tail}`;
}

function isSameDay(from: DateTime, to: DateTime): boolean {
  return from.hasSame(to, 'day');
}

/** `Tue 16 Mar, 09:00–12:00 (Rome)`. */
export function formatWhen(
  start: string | Date,
  end: string | Date,
  options: { zone: string; now: string | Date; words?: TimeWords },
): string {
  return `${formatSpan(start, end, options)} (${zoneCity(options.zone)})`;
}

/** Both instants to the second with their offset, for a tooltip. */
export function formatExact(
  start: string | Date,
  end: string | Date,
  zone: string,
): string {
  return `${formatExactAt(start, zone)} – ${formatExactAt(end, zone)}`;
}

/** One instant to the second with its offset, for a tooltip. */
export function formatExactAt(instant: string | Date, zone: string): string {
  return inZone(instant, zone).toFormat("yyyy-MM-dd HH:mm:ss 'UTC'ZZ");
}

/** `14:02` today, `Tue 16 Mar, 14:02` on another day. */
export function formatTime(
  instant: string | Date,
  options: { zone: string; now: string | Date; words?: TimeWords },
): string {
  const { zone, now, words = ENGLISH } = options;
  const at = inZone(instant, zone, words);
  const time = at.toFormat('HH:mm');
  return at.hasSame(inZone(now, zone), 'day')
    ? time
    : `${formatDay(instant, options)}, ${time}`;
}

/** `Tuesday 16 March, 09:00 to 12:00`: as a screen reader should say it. */
export function formatSpoken(
  start: string | Date,
  end: string | Date,
  options: { zone: string; to: string; until?: string; words?: TimeWords },
): string {
  const { zone, to: joiner, until = joiner, words = ENGLISH } = options;
  const from = inZone(start, zone, words);
  const to = inZone(end, zone, words);
  const hour = (at: DateTime) => at.toFormat(at.minute === 0 ? 'H' : 'H:mm');
  const head = `${from.toFormat('cccc d LLLL')}, ${hour(from)}`;
  return isSameDay(from, to)
    ? `${head} ${joiner} ${hour(to)}`
    : `${head} ${until} ${to.toFormat('cccc d LLLL')}, ${hour(to)}`;
}

/** `25 min`, `3 h`, `3 h 30 min`, `3 d 4 h`: the two largest parts that say something. */
export function formatDuration(
  milliseconds: number,
  words: TimeWords = ENGLISH,
): string {
  const minutes = Math.max(0, Math.round(milliseconds / MINUTE_MS));
  const parts = [
    [Math.floor(minutes / 1440), words.day],
    [Math.floor(minutes / 60) % 24, words.hour],
    [minutes % 60, words.minute],
  ] as const;
  const first = parts.findIndex(([amount]) => amount > 0);
  if (first === -1) {
    return `0 ${words.minute}`;
  }
  return parts
    .slice(first, first + 2)
    .filter(([amount]) => amount > 0)
    .map(([amount, unit]) => `${amount} ${unit}`)
    .join(' ');
}

/** `in 20 min`, `3 d 4 h ago`, `now` within half a minute. */
export function formatRelative(
  instant: string | Date,
  now: string | Date,
  words: TimeWords = ENGLISH,
): string {
  const difference = inZone(instant, 'UTC').diff(inZone(now, 'UTC')).toMillis();
  if (Math.abs(difference) < MINUTE_MS / 2) {
    return words.now;
  }
  const amount = formatDuration(Math.abs(difference), words);
  return difference > 0 ? words.soon(amount) : words.ago(amount);
}

/** Midnight to midnight in the zone; 23 or 25 hours where the clocks change. */
export function dayBounds(
  instant: string | Date,
  zone: string,
): { start: string; end: string } {
  const start = inZone(instant, zone).startOf('day');
  return { start: toIso(start), end: toIso(start.plus({ days: 1 })) };
}

/** To the next point of a grid that starts at the full hour in the zone. */
export function roundUp(
  instant: string | Date,
  gridMinutes: number,
  zone: string,
): string {
  const at = inZone(instant, zone);
  const hour = at.startOf('hour');
  const passed = at.diff(hour).toMillis() / MINUTE_MS;
  const steps = Math.ceil(passed / gridMinutes);
  return toIso(hour.plus({ minutes: steps * gridMinutes }));
}

export function toIso(at: DateTime): string {
  return at.toUTC().toISO()!;
}
