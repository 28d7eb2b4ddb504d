import { createQueryProvider } from '@callboard/frontend-kit';
import { useTranslation } from '../hooks/useTranslation';
import { serverIt } from '../translations/server.it';
import { reservationsApiRef } from './reservationsApi';

/** Everything that asks the reservations backend stands inside one of these. */
export const ReservationsProvider = createQueryProvider({
  apiRef: reservationsApiRef,
  useNotAllowed: () => useTranslation().t('common.error.notAllowed'),
  sentences: { it: serverIt },
  queries: { staleTime: 5_000, refetchOnWindowFocus: 'always' },
});
