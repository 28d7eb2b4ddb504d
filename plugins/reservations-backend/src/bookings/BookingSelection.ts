import type { BookingStatus } from '@callboard/backstage-plugin-reservations-common';
import { type Inventory, normaliseRef } from '../domain/Inventory';
import type { BookingFilter } from './BookingStore';

/** How a list of bookings is narrowed, in refs and epoch milliseconds. */
export interface BookingSelection {
  from?: number;
  to?: number;
  resourceRefs?: string[];
  siteRefs?: string[];
  types?: string[];
  owners?: string[];
  /** In which any of these takes part. */
  participants?: string[];
  statuses?: BookingStatus[];
  /** Pending ones on which the caller may decide. */
  awaitingCaller?: boolean;
}

/** Refs that name nothing match nothing: an unknown filter is not an error. */
export function narrow(
  selection: BookingSelection,
  inventory: Inventory,
): Omit<BookingFilter, 'filter'> {
  const { from, to, resourceRefs, siteRefs, types, owners, statuses } =
    selection;
  const narrowed = resourceRefs || siteRefs || types;
  const wanted = {
    resources: resourceRefs && new Set(resourceRefs.map(r => normaliseRef(r))),
    sites: siteRefs && new Set(siteRefs.map(ref => normaliseRef(ref))),
    types: types && new Set(types.map(type => type.toLowerCase())),
  };
  return {
    from,
    to,
    owners: owners?.map(owner => normaliseRef(owner)),
    participants: selection.participants?.map(ref => normaliseRef(ref)),
    ...(statuses ? { statuses } : {}),
    awaitsApproval: selection.awaitingCaller,
    resourceIds: narrowed
      ? [...inventory.resources()]
          .filter(
            resource =>
              (wanted.resources?.has(resource.entityRef) ?? true) &&
              (wanted.sites?.has(resource.site.entityRef) ?? true) &&
              (wanted.types?.has(resource.type.name.toLowerCase()) ?? true),
          )
          .map(resource => resource.id)
      : undefined,
  };
}
