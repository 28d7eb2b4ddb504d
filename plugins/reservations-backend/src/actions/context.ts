import type {
  BackstageCredentials,
  BackstageServicePrincipal,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { AuthenticationError } from '@backstage/errors';
import { checkText } from '@callboard/backend-openapi';
import type { Booking } from '@callboard/backstage-plugin-reservations-common';
import type { CallContext } from '../CallContext';
import { hashRequest } from '@callboard/backend-database';

/** The context of an action's call; with an idempotency key where it gave one. */
export function actionContext(
  action: string,
  credentials: BackstageCredentials,
  input: object,
  key: string | undefined,
): CallContext {
  const actor = actorOf(credentials);
  checkText(key ?? '', 'idempotencyKey');
  return {
    credentials,
    actor,
    idempotency:
      key === undefined
        ? undefined
        : {
            principal: actor,
            route: action,
            key,
            requestHash: hashRequest(input),
          },
  };
}

export function actorOf(credentials: BackstageCredentials): string {
  const principal = credentials.principal as
    BackstageUserPrincipal | BackstageServicePrincipal | { type: 'none' };
  switch (principal.type) {
    case 'user':
      return principal.userEntityRef;
    case 'service':
      return principal.subject;
    default:
      throw new AuthenticationError('An action needs somebody who calls it');
  }
}

/** What an action says of a booking. */
export function describeBooking(booking: Booking) {
  return {
    id: booking.id,
    title: booking.title,
    status: booking.status,
    resourceRefs: booking.resourceRefs,
    start: booking.start,
    end: booking.end,
    owner: booking.owner,
    link: `/reservations?booking=${booking.id}`,
  };
}
