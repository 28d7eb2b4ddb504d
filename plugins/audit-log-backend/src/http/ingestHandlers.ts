import type { Handlers } from '@callboard/backend-openapi';
import type { AuditLogOperations } from '@callboard/backstage-plugin-audit-log-common';
import type { AuthorizedServices } from '../services';

type Operation = 'recordEvents' | 'recordAccesses';

export function ingestHandlers({
  ingest,
}: AuthorizedServices): Pick<Handlers<AuditLogOperations>, Operation> {
  return {
    recordEvents: {
      authorize: ({ credentials }) => ingest.authorize(credentials),
      handle: async ({ body, credentials }) => {
        await ingest.events(body.events, credentials);
        return { body: { accepted: body.events.length } };
      },
    },
    recordAccesses: {
      authorize: ({ credentials }) => ingest.authorize(credentials),
      handle: async ({ body, credentials }) => {
        await ingest.accesses(body.entries, credentials);
        return { body: { accepted: body.entries.length } };
      },
    },
  };
}
