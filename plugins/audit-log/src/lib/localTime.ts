import { inZone, isTimeZone } from '@callboard/frontend-kit';
import { DateTime } from 'luxon';

/** An instant as a date and time field writes it in a zone: `2027-03-16T14:02`. */
export function localOf(at: string, zone: string): string {
  return inZone(at, zone).toFormat("yyyy-MM-dd'T'HH:mm");
}

/** The instant that a date and time field means in a zone (ISO 8601, UTC). */
export function fromLocal(text: string, zone: string): string | undefined {
  if (!text || !isTimeZone(zone)) return undefined;
  const at = DateTime.fromISO(text, { zone });
  return at.isValid ? at.toUTC().toISO()! : undefined;
}
