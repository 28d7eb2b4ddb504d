import { type Handlers, paged } from '@callboard/backend-openapi';
import type { AuditLogOperations } from '@callboard/backstage-plugin-audit-log-common';
import type { AuthorizedServices } from '../services';
import { filterOf } from './requests';

type Operation =
  'listEntries' | 'getEntry' | 'exportEntries' | 'listActions' | 'verifyChain';

export function entryHandlers({
  entries,
  verifier,
}: AuthorizedServices): Pick<Handlers<AuditLogOperations>, Operation> {
  return {
    listEntries: {
      authorize: ({ credentials }) => entries.authorizeRead(credentials),
      handle: async ({ query, credentials }) => {
        const { cursor, limit, ...rest } = paged(query);
        return {
          body: await entries.list(
            filterOf(rest),
            { cursor, limit },
            credentials,
          ),
        };
      },
    },
    getEntry: async ({ params, credentials }) => ({
      body: await entries.get(params.id, credentials),
    }),
    exportEntries: {
      authorize: ({ credentials }) => entries.authorizeExport(credentials),
      handle: async ({ query, credentials, signal }) => {
        const { format = 'csv', ...rest } = query;
        return {
          stream: await entries.export(
            format,
            filterOf(rest),
            credentials,
            signal,
          ),
        };
      },
    },
    listActions: {
      authorize: ({ credentials }) => entries.authorizeRead(credentials),
      handle: async ({ credentials }) => ({
        body: { items: await entries.actions(credentials) },
      }),
    },
    verifyChain: {
      authorize: ({ credentials }) => verifier.authorize(credentials),
      handle: async ({ credentials, signal }) => ({
        body: await verifier.verify(credentials, signal),
      }),
    },
  };
}
