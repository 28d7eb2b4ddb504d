import type {
  CalendarBooking,
  Resource,
} from '@callboard/backstage-plugin-reservations-common';
import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { CalendarState } from '../calendar/useCalendarState';

/** Who is signed in. */
function useMyRef(): string | undefined {
  const identity = useApi(identityApiRef);
  const { data } = useQuery({
    queryKey: ['reservations', 'my-ref'],
    staleTime: Infinity,
    queryFn: async () =>
      (await identity.getBackstageIdentity()).userEntityRef.toLowerCase(),
  });
  return data;
}

/**
 * Which rows the filters leave. Asked for people, it is the resources that they
 * have booked in these days, with everything else that is booked there: a row
 * without the bookings of others would look free.
 */
export function useRowFilter(
  { types, resources, owners, mine, search }: CalendarState,
  siteRef: string | undefined,
  bookings: CalendarBooking[] | undefined,
): (resource: Resource) => boolean {
  const me = useMyRef();
  return useMemo(() => {
    const words = search
      .trim()
      .toLocaleLowerCase()
      .split(/\s+/)
      .filter(Boolean);
    const whose = mine ? [me] : owners;
    const theirs =
      whose.length > 0
        ? new Set(
            bookings
              ?.filter(({ owner }) => whose.includes(owner))
              .flatMap(({ resourceRefs }) => resourceRefs),
          )
        : undefined;
    const titles = new Map<string, string>();
    for (const { resourceRefs, title, owner } of bookings ?? []) {
      for (const ref of words.length > 0 ? resourceRefs : []) {
        titles.set(ref, `${titles.get(ref) ?? ''} ${title} ${owner}`);
      }
    }
    return ({ entityRef, title, type, siteRef: at }) => {
      const text =
        `${title} ${titles.get(entityRef) ?? ''}`.toLocaleLowerCase();
      return (
        (!siteRef || at === siteRef) &&
        (types.length === 0 || types.includes(type)) &&
        (resources.length === 0 || resources.includes(entityRef)) &&
        (theirs?.has(entityRef) ?? true) &&
        words.every(word => text.includes(word))
      );
    };
  }, [types, resources, owners, mine, search, siteRef, bookings, me]);
}
