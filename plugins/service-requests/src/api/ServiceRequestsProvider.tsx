import { createQueryProvider } from '@callboard/frontend-kit';
import { useTranslation } from '../hooks/useTranslation';
import { SERVER_BOOKS } from '../translations/serverPhrases';
import { serviceRequestsApiRef } from './serviceRequestsApi';

/** Everything that asks the service requests backend stands inside one of these. */
export const ServiceRequestsProvider = createQueryProvider({
  apiRef: serviceRequestsApiRef,
  useNotAllowed: () => useTranslation().t('common.error.notAllowed'),
  sentences: SERVER_BOOKS,
  queries: { staleTime: 2_000 },
});
