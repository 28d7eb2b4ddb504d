import { createQueryProvider } from '@callboard/frontend-kit';
import { useTranslation } from '../hooks/useTranslation';
import { serverIt } from '../translations/server.it';
import { webhooksApiRef } from './webhooksApi';

/** Everything that asks the webhooks backend stands inside one of these. */
export const WebhooksProvider = createQueryProvider({
  apiRef: webhooksApiRef,
  useNotAllowed: () => useTranslation().t('common.error.notAllowed'),
  sentences: { it: serverIt },
  queries: { staleTime: 2_000 },
});
