import type { AccessGrant } from '@callboard/backstage-plugin-reservations-common';

/** What an action says of an access grant. */
export function describeAccessGrant(grant: AccessGrant) {
  const { id, subjectRef, siteRef, resourceRef, from, until, status } = grant;
  return { id, subjectRef, siteRef, resourceRef, from, until, status };
}
