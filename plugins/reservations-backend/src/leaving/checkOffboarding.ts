import { invalidField, InvalidFieldsError } from '@callboard/backend-openapi';
import type { OffboardRequest } from '@callboard/backstage-plugin-reservations-common';
import { normaliseRef } from '../domain/Inventory';
import { isPersonRef, type People } from '../people/People';

/**
 * Throws a 400, before anything is done, for what cannot be meant: a booking
 * named twice, or handed over to nobody, to the one who leaves, or to somebody
 * who is not in the catalog.
 */
export async function checkOffboarding(
  person: string,
  { bookings = [] }: OffboardRequest,
  people: Pick<People, 'known'>,
): Promise<void> {
  const ids = bookings.map(({ id }) => id);
  bookings.forEach(({ id, action, to }, index) => {
    const field = `bookings/${index}`;
    if (ids.indexOf(id) !== index) {
      throw invalidField(`${field}/id`, 'is listed twice');
    }
    if (action === 'cancel' && to !== undefined) {
      throw invalidField(`${field}/to`, 'must be absent: it is cancelled');
    }
    if (action === 'transfer' && to === undefined) {
      throw invalidField(`${field}/to`, 'must say whose it becomes');
    }
    if (to !== undefined && !isPersonRef(to)) {
      throw invalidField(`${field}/to`, 'must be a user or group');
    }
    if (to !== undefined && normaliseRef(to) === person) {
      throw invalidField(`${field}/to`, 'must be somebody else');
    }
  });
  const known = await people.known(bookings.flatMap(({ to }) => to ?? []));
  const problems = bookings.flatMap(({ to }, index) => {
    const field = `bookings/${index}/to`;
    return to === undefined || known.has(normaliseRef(to))
      ? []
      : [{ field, message: `${field} is not in the catalog` }];
  });
  if (problems.length > 0) {
    throw new InvalidFieldsError(problems);
  }
}
