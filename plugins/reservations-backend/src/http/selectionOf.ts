import type { BookingSelection } from '../bookings/BookingSelection';

/** The filters of a list of bookings, as the route names them. */
export interface SelectionQuery {
  from?: string;
  to?: string;
  resource?: string[];
  site?: string[];
  type?: string[];
  owner?: string[];
  status?: BookingSelection['statuses'];
  awaiting?: 'me';
}

/** `me` among the owners is the caller; times become epoch milliseconds. */
export function selectionOf(
  query: SelectionQuery,
  caller: string,
): BookingSelection {
  return {
    from: query.from === undefined ? undefined : Date.parse(query.from),
    to: query.to === undefined ? undefined : Date.parse(query.to),
    resourceRefs: query.resource,
    siteRefs: query.site,
    types: query.type,
    owners: query.owner?.map(owner => (owner === 'me' ? caller : owner)),
    statuses: query.status,
    awaitingCaller: query.awaiting === 'me',
  };
}
