import { type Handlers, paged } from '@callboard/backend-openapi';
import type { AuditLogOperations } from '@callboard/backstage-plugin-audit-log-common';
import { normaliseRef } from '@callboard/site-directory';
import type { AuthorizedServices } from '../services';
import { at, subjectOf } from './requests';

type Operation = 'reviewAccess' | 'listAccessChanges';

export function reviewHandlers({
  review,
}: AuthorizedServices): Pick<Handlers<AuditLogOperations>, Operation> {
  return {
    reviewAccess: {
      authorize: ({ credentials }) => review.authorize(credentials),
      handle: async ({ query, credentials }) => {
        const { cursor, limit } = paged(query);
        const filter = {
          principal: query.principal && subjectOf(query.principal),
          roles: query.role,
          siteRef: query.site && normaliseRef(query.site, 'query.site'),
          through: query.through && subjectOf(query.through),
          q: query.q,
        };
        return query.format === 'csv'
          ? { stream: await review.csv(filter, credentials) }
          : { body: await review.list(filter, { cursor, limit }, credentials) };
      },
    },
    listAccessChanges: {
      authorize: ({ credentials }) => review.authorize(credentials),
      handle: async ({ query, credentials }) => {
        const { cursor, limit } = paged(query);
        return {
          body: await review.changes(
            {
              principal: query.principal && subjectOf(query.principal),
              from: at(query.from),
              to: at(query.to),
            },
            { cursor, limit },
            credentials,
          ),
        };
      },
    },
  };
}
