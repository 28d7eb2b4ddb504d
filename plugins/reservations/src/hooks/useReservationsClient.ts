import { useApi } from '@backstage/frontend-plugin-api';
import { reservationsApiRef } from '../api/reservationsApi';

export function useReservationsClient() {
  return useApi(reservationsApiRef);
}
