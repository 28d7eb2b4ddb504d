import type { AccessGrant } from '@callboard/backstage-plugin-reservations-common';

/** What an action says of an access grant. */
export function describeAccessGrant(grant: AccessGrant) {
  const { id, version, subjectRef, siteRef, resourceRef } = grant;
  const { from, until, status } = grant;
  return {
    ...{ id, version, subjectRef, siteRef, resourceRef },
    ...{ from, until, status },
  };
}
