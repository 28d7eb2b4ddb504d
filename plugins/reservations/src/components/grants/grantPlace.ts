import type { AccessGrant } from '@callboard/backstage-plugin-reservations-common';

/** What a grant opens, by title. */
export function grantPlace(grant: AccessGrant): string {
  return grant.resourceTitle ?? grant.siteTitle;
}
