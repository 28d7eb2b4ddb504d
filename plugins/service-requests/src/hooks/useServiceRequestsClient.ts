import { useApi } from '@backstage/frontend-plugin-api';
import { serviceRequestsApiRef } from '../api/serviceRequestsApi';

export function useServiceRequestsClient() {
  return useApi(serviceRequestsApiRef);
}
