import { useApi } from '@backstage/frontend-plugin-api';
import { webhooksApiRef } from '../api/webhooksApi';

export function useWebhooksClient() {
  return useApi(webhooksApiRef);
}
