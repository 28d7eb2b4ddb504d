import type { Handlers } from '@callboard/backend-openapi';
import type { ServiceRequestsOperations } from '@callboard/backstage-plugin-service-requests-common';
import type { PortalInfo } from '../requests/PortalInfo';

type Operation = 'getOptions' | 'getSummary' | 'listPolicies' | 'listQuotas';

export function portalHandlers(
  portal: PortalInfo,
): Pick<Handlers<ServiceRequestsOperations>, Operation> {
  const forReaders = {
    authorize: ({
      credentials,
    }: {
      credentials: Parameters<PortalInfo['authorize']>[0];
    }) => portal.authorize(credentials),
  };
  return {
    getOptions: {
      ...forReaders,
      handle: async ({ credentials }) => ({
        body: await portal.options(credentials),
      }),
    },
    getSummary: {
      ...forReaders,
      handle: async ({ credentials }) => ({
        body: await portal.summary(credentials),
      }),
    },
    listPolicies: {
      ...forReaders,
      handle: async ({ credentials }) => ({
        body: { items: await portal.policies(credentials) },
      }),
    },
    listQuotas: {
      ...forReaders,
      handle: async ({ query, credentials }) => ({
        body: { items: await portal.quotas(query.owner, credentials) },
      }),
    },
  };
}
