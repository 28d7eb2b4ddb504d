import { type Handlers, paged } from '@callboard/backend-openapi';
import type { ReservationsOperations } from '@callboard/backstage-plugin-reservations-common';
import type { AuthorizedProblems } from '../problems/AuthorizedProblems';
import { contextOf } from './requests';

type Operation =
  | 'reportProblem'
  | 'listProblems'
  | 'getProblem'
  | 'acknowledgeProblem'
  | 'resolveProblem'
  | 'setProblemMaintenance';

export function problemHandlers(
  problems: AuthorizedProblems,
): Pick<Handlers<ReservationsOperations>, Operation> {
  return {
    reportProblem: {
      authorize: ({ params, credentials }) =>
        problems.authorizeReportOf(params.id, credentials),
      handle: async request => {
        const body = await problems.report(
          request.params.id,
          request.body,
          contextOf('reportProblem', request),
        );
        return { body, etag: body.version };
      },
    },
    listProblems: {
      authorize: ({ credentials }) =>
        problems.authorizeAny('problemRead', credentials),
      handle: async ({ query, credentials }) => {
        const { resource, site, status, ...page } = query;
        return {
          body: await problems.list(
            {
              ...paged(page),
              resourceRefs: resource,
              siteRefs: site,
              statuses: status,
            },
            credentials,
          ),
        };
      },
    },
    getProblem: async ({ params, credentials }) => {
      const body = await problems.get(params.id, credentials);
      return { body, etag: body.version };
    },
    acknowledgeProblem: {
      authorize: async ({ params, credentials }) => {
        await problems.authorizeChange(params.id, credentials);
      },
      handle: async request => {
        const body = await problems.acknowledge(
          request.params.id,
          contextOf('acknowledgeProblem', request),
        );
        return { body, etag: body.version };
      },
    },
    resolveProblem: {
      authorize: async ({ params, credentials }) => {
        await problems.authorizeChange(params.id, credentials);
      },
      handle: async request => {
        const body = await problems.resolve(
          request.params.id,
          request.body?.resolution,
          contextOf('resolveProblem', request),
        );
        return { body, etag: body.version };
      },
    },
    setProblemMaintenance: {
      authorize: async ({ params, credentials }) => {
        await problems.authorizeChange(
          params.id,
          credentials,
          'resourceUpdate',
        );
      },
      handle: async request => {
        const body = await problems.setMaintenance(
          request.params.id,
          request.body,
          contextOf('setProblemMaintenance', request),
        );
        return { body, etag: body.version };
      },
    },
  };
}
