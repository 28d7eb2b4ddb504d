import { type Handlers, paged } from '@callboard/backend-openapi';
import type { ServiceRequestsOperations } from '@callboard/backstage-plugin-service-requests-common';
import type { AuthorizedOfferings } from '../offerings/AuthorizedOfferings';
import { contextOf } from './requests';

type Operation =
  'listOfferings' | 'createOffering' | 'getOffering' | 'updateOffering';

export function offeringHandlers(
  offerings: AuthorizedOfferings,
): Pick<Handlers<ServiceRequestsOperations>, Operation> {
  return {
    listOfferings: {
      authorize: ({ credentials }) => offerings.authorizeRead(credentials),
      handle: async ({ query, credentials }) => ({
        body: await offerings.list(paged(query), credentials),
      }),
    },
    createOffering: {
      authorize: ({ credentials }) => offerings.authorizeManage(credentials),
      handle: async request => {
        const body = await offerings.create(
          request.body.document,
          contextOf('createOffering', request),
        );
        return { body, etag: body.version };
      },
    },
    getOffering: {
      authorize: ({ credentials }) => offerings.authorizeRead(credentials),
      handle: async ({ params, credentials }) => {
        const body = await offerings.get(params.name, credentials);
        return { body, etag: body.version };
      },
    },
    updateOffering: {
      authorize: ({ credentials }) => offerings.authorizeManage(credentials),
      handle: async request => {
        const body = await offerings.update(
          request.params.name,
          request.body,
          request.headers.ifMatch,
          contextOf('updateOffering', { ...request, headers: {} }),
        );
        return { body, etag: body.version };
      },
    },
  };
}
