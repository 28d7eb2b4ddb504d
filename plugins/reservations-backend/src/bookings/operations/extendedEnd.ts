import { ConflictError } from '@backstage/errors';
import { invalidField } from '@callboard/backend-openapi';
import { toInstant } from '@callboard/backend-database';
import { MINUTE_MS } from '../../domain/intervals';
import type { BookingRecord } from '../BookingRecord';

/** A later end, or how much later. */
export type Extension = { end: string } | { minutes: number };

/** Only what is confirmed or under way can be extended, and only to later. */
export function extendedEnd(
  { status, endAt }: BookingRecord,
  extension: Extension,
): { end: string } {
  if (status !== 'confirmed' && status !== 'active') {
    throw new ConflictError(
      `This booking is ${status}; only one that is confirmed or active can be extended`,
    );
  }
  const end =
    'end' in extension
      ? Date.parse(extension.end)
      : endAt + extension.minutes * MINUTE_MS;
  if (end <= endAt) {
    throw invalidField(
      'end',
      `must be later than the booking's end, ${toInstant(endAt)}`,
    );
  }
  return { end: toInstant(end) };
}
