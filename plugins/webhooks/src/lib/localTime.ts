import { isTimeZone } from '@callboard/frontend-kit';
import { DateTime } from 'luxon';

/** As a date and time field writes it: `2027-03-16T14:02`. */
export function toLocal(at: DateTime): string {
  return at.toFormat("yyyy-MM-dd'T'HH:mm");
}

/** The instant that a date and time field means in a zone (ISO 8601, UTC). */
export function fromLocal(text: string, zone: string): string | undefined {
  if (!text || !isTimeZone(zone)) return undefined;
  const at = DateTime.fromISO(text, { zone });
  return at.isValid ? at.toUTC().toISO()! : undefined;
}
