import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { useSetSearchParams } from '@callboard/frontend-kit';

/** What a new booking starts from; all of it can be changed in the form. */
export type BookingPrefill = {
  resourceRefs?: string[];
  /** ISO 8601 */
  start?: string;
  end?: string;
  title?: string;
  /** Of each resource, where it is a pool; 1 where not said. */
  units?: number;
  /** A booking whose purpose, participants and parameters are taken over. */
  like?: string;
};

export type BookingDrawerState =
  | { kind: 'closed' }
  | { kind: 'booking'; id: string }
  | { kind: 'edit'; id: string }
  /** How its series repeats. */
  | { kind: 'rule'; id: string }
  | { kind: 'new'; prefill: BookingPrefill };

const CLOSED = {
  booking: undefined,
  edit: undefined,
  book: undefined,
  on: undefined,
  start: undefined,
  end: undefined,
  title: undefined,
  units: undefined,
  like: undefined,
};

function prefillParams(prefill: BookingPrefill) {
  return {
    ...CLOSED,
    book: 'new',
    on: prefill.resourceRefs?.join(','),
    start: prefill.start,
    end: prefill.end,
    title: prefill.title,
    units:
      prefill.units && prefill.units > 1 ? String(prefill.units) : undefined,
    like: prefill.like,
  };
}

/** The query of an address that opens the form, for a link from elsewhere. */
export function bookingFormQuery(prefill: BookingPrefill): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(prefillParams(prefill))) {
    if (value) query.set(name, value);
  }
  return `?${query}`;
}

function readState(params: URLSearchParams): BookingDrawerState {
  const id = params.get('booking');
  if (params.get('book') === 'new') {
    return {
      kind: 'new',
      prefill: {
        resourceRefs: params.get('on')?.split(',').filter(Boolean),
        start: params.get('start') ?? undefined,
        end: params.get('end') ?? undefined,
        title: params.get('title') ?? undefined,
        units: Number(params.get('units')) || undefined,
        like: params.get('like') ?? undefined,
      },
    };
  }
  if (id) {
    const edit = params.get('edit');
    if (edit === 'rule') {
      return { kind: 'rule', id };
    }
    return { kind: edit ? 'edit' : 'booking', id };
  }
  return { kind: 'closed' };
}

/**
 * The drawer on the right, which `ReservationsPage` shows. Its state is the
 * address, so a link opens it and Back closes it.
 */
export function useBookingDrawer() {
  const [params] = useSearchParams();
  const setParams = useSetSearchParams();
  const state = useMemo(() => readState(params), [params]);
  const openBooking = useCallback(
    (id: string) => setParams({ ...CLOSED, booking: id }),
    [setParams],
  );
  const openForm = useCallback(
    (prefill: BookingPrefill = {}) => setParams(prefillParams(prefill)),
    [setParams],
  );
  const editBooking = useCallback(
    (id: string) => setParams({ ...CLOSED, booking: id, edit: '1' }),
    [setParams],
  );
  const editRule = useCallback(
    (id: string) => setParams({ ...CLOSED, booking: id, edit: 'rule' }),
    [setParams],
  );
  const close = useCallback(() => setParams(CLOSED), [setParams]);
  return { state, openBooking, openForm, editBooking, editRule, close };
}
