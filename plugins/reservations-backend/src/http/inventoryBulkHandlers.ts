import type { Handlers } from '@callboard/backend-openapi';
import type { ReservationsOperations } from '@callboard/backstage-plugin-reservations-common';
import type { AuthorizedInventoryBulk } from '../inventoryBulk';
import { contextOf } from './requests';

type Operation = 'importInventory' | 'exportInventory';

export function inventoryBulkHandlers(
  bulk: AuthorizedInventoryBulk,
): Pick<Handlers<ReservationsOperations>, Operation> {
  return {
    importInventory: {
      authorize: ({ credentials }) => bulk.authorizeImport(credentials),
      handle: async request => ({
        body: await bulk.import(
          request.body,
          contextOf('importInventory', request),
        ),
      }),
    },
    exportInventory: {
      authorize: ({ credentials }) => bulk.authorizeExport(credentials),
      handle: async ({ query, credentials }) => ({
        body: await bulk.export(
          { format: query.format, siteRef: query.site },
          credentials,
        ),
      }),
    },
  };
}
