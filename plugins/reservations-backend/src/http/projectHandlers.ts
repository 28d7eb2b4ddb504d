import { type Handlers, paged } from '@callboard/backend-openapi';
import type { ReservationsOperations } from '@callboard/backstage-plugin-reservations-common';
import type { AuthorizedProjects } from '../projects/AuthorizedProjects';
import { contextOf } from './requests';

type Operation =
  | 'listProjects'
  | 'createProject'
  | 'getProject'
  | 'updateProject'
  | 'archiveProject'
  | 'getProjectUsage';

export function projectHandlers(
  projects: AuthorizedProjects,
): Pick<Handlers<ReservationsOperations>, Operation> {
  return {
    listProjects: {
      authorize: ({ credentials }) =>
        projects.authorizeAny('projectRead', credentials),
      handle: async ({ query, credentials }) => {
        const { q, site, holder, archived, ...page } = query;
        return {
          body: await projects.list(
            { ...paged(page), q, siteRef: site, holder, archived },
            credentials,
          ),
        };
      },
    },
    createProject: {
      authorize: ({ credentials }) =>
        projects.authorizeAny('projectCreate', credentials),
      handle: async request => {
        const body = await projects.create(
          request.body,
          contextOf('createProject', request),
        );
        return { body, etag: body.version };
      },
    },
    getProject: async ({ params, credentials }) => {
      const body = await projects.get(params.code, credentials);
      return { body, etag: body.version };
    },
    updateProject: {
      authorize: ({ params, credentials }) =>
        projects.authorizeChange(params.code, credentials),
      handle: async request => {
        const body = await projects.update(
          request.params.code,
          request.body,
          request.headers.ifMatch,
          contextOf('updateProject', { ...request, headers: {} }),
        );
        return { body, etag: body.version };
      },
    },
    archiveProject: {
      authorize: ({ params, credentials }) =>
        projects.authorizeChange(params.code, credentials),
      handle: async request => {
        const body = await projects.archive(
          request.params.code,
          contextOf('archiveProject', request),
        );
        return { body, etag: body.version };
      },
    },
    getProjectUsage: async ({ params, credentials }) => ({
      body: await projects.usage(params.code, credentials),
    }),
  };
}
