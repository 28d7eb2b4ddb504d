import { type Handlers, paged } from '@callboard/backend-openapi';
import type { ReservationsOperations } from '@callboard/backstage-plugin-reservations-common';
import type { AuthorizedMaintenance } from '../maintenance/AuthorizedMaintenance';
import { contextOf } from './requests';

type Operation =
  | 'listMaintenanceWindows'
  | 'createMaintenanceWindow'
  | 'previewMaintenanceWindow'
  | 'getMaintenanceWindow'
  | 'updateMaintenanceWindow'
  | 'cancelMaintenanceWindow'
  | 'endMaintenanceWindow';

export function maintenanceHandlers(
  maintenance: AuthorizedMaintenance,
): Pick<Handlers<ReservationsOperations>, Operation> {
  return {
    listMaintenanceWindows: {
      authorize: ({ credentials }) =>
        maintenance.authorizeAny('resourceRead', credentials),
      handle: async ({ query, credentials }) => {
        const { from, to, resource, site, status, ...page } = query;
        return {
          body: await maintenance.list(
            {
              ...paged(page),
              from: from === undefined ? undefined : Date.parse(from),
              to: to === undefined ? undefined : Date.parse(to),
              resourceRefs: resource,
              siteRefs: site,
              statuses: status,
            },
            credentials,
          ),
        };
      },
    },
    createMaintenanceWindow: {
      authorize: ({ credentials }) =>
        maintenance.authorizeAny('resourceUpdate', credentials),
      handle: async request => {
        const body = await maintenance.create(
          request.body,
          contextOf('createMaintenanceWindow', request),
        );
        return { body, etag: body.version };
      },
    },
    previewMaintenanceWindow: {
      authorize: ({ credentials }) =>
        maintenance.authorizeAny('resourceUpdate', credentials),
      handle: async ({ body, credentials }) => ({
        body: await maintenance.preview(body, credentials),
      }),
    },
    getMaintenanceWindow: async ({ params, credentials }) => {
      const body = await maintenance.get(params.id, credentials);
      return { body, etag: body.version };
    },
    updateMaintenanceWindow: {
      authorize: async ({ params, credentials }) => {
        await maintenance.authorizeChange(params.id, credentials);
      },
      handle: async request => {
        const body = await maintenance.change(
          request.params.id,
          request.body,
          request.headers.ifMatch,
          contextOf('updateMaintenanceWindow', { ...request, headers: {} }),
        );
        return { body, etag: body.version };
      },
    },
    cancelMaintenanceWindow: {
      authorize: async ({ params, credentials }) => {
        await maintenance.authorizeChange(params.id, credentials);
      },
      handle: async request => {
        const body = await maintenance.finish(
          request.params.id,
          'cancel',
          contextOf('cancelMaintenanceWindow', request),
        );
        return { body, etag: body.version };
      },
    },
    endMaintenanceWindow: {
      authorize: async ({ params, credentials }) => {
        await maintenance.authorizeChange(params.id, credentials);
      },
      handle: async request => {
        const body = await maintenance.finish(
          request.params.id,
          'end',
          contextOf('endMaintenanceWindow', request),
        );
        return { body, etag: body.version };
      },
    },
  };
}
