import type { Principal } from '@callboard/access-policy';
import type { PartyAccess } from '../domain/policies';
import { accessOf } from './accessOf';
import { accessTimes } from './accessTimes';

/**
 * When somebody who is not the caller may have what. What a group may have is
 * what its people may: membership of sites, and access grants.
 */
export function partyAccess(principal: Principal): PartyAccess & {
  name: string;
} {
  const access = accessOf(
    principal.ref.startsWith('group:')
      ? { ...principal, roles: [...principal.roles, 'member'] }
      : principal,
    'bookingCreate',
  );
  return {
    name: principal.ref,
    times: resource => accessTimes(access, resource),
  };
}
