import { ReservationsRequestError } from '@callboard/backstage-plugin-reservations-common';
import { createQueryProvider } from '@callboard/frontend-kit';
import { reservationsApiRef } from './reservationsApi';

/** Everything that asks the reservations backend stands inside one of these. */
export const ReservationsProvider = createQueryProvider({
  apiRef: reservationsApiRef,
  isRefusal: error =>
    error instanceof ReservationsRequestError && error.status < 500,
  queries: { staleTime: 5_000, refetchOnWindowFocus: 'always' },
});
