import { type Handlers, paged } from '@callboard/backend-openapi';
import type { ReservationsOperations } from '@callboard/backstage-plugin-reservations-common';
import type { AuthorizedCertifications } from '../certifications/AuthorizedCertifications';
import { contextOf } from './requests';
import { requirePerson } from './requirePerson';

type Operation =
  | 'listCertifications'
  | 'createCertification'
  | 'updateCertification'
  | 'importCertificationHoldings'
  | 'listCertificationHoldings'
  | 'grantCertification'
  | 'renewCertification'
  | 'revokeCertification'
  | 'listMyCertifications';

export function certificationHandlers(
  certifications: AuthorizedCertifications,
): Pick<Handlers<ReservationsOperations>, Operation> {
  return {
    listCertifications: {
      authorize: ({ credentials }) =>
        certifications.authorizeAny('siteRead', credentials),
      handle: async ({ query, credentials }) => {
        const { q, site, ...page } = query;
        return {
          body: await certifications.list(
            { ...paged(page), q, siteRef: site },
            credentials,
          ),
        };
      },
    },
    createCertification: {
      authorize: ({ credentials }) =>
        certifications.authorizeAny('certificationCreate', credentials),
      handle: async request => {
        const body = await certifications.create(
          request.body,
          contextOf('createCertification', request),
        );
        return { body, etag: body.version };
      },
    },
    updateCertification: {
      authorize: ({ params, credentials }) =>
        certifications.authorize(params.id, 'certificationCreate', credentials),
      handle: async request => {
        const body = await certifications.update(
          request.params.id,
          request.body,
          request.headers.ifMatch,
          contextOf('updateCertification', { ...request, headers: {} }),
        );
        return { body, etag: body.version };
      },
    },
    importCertificationHoldings: {
      authorize: ({ params, credentials }) =>
        certifications.authorize(params.id, 'certificationGrant', credentials),
      handle: async request => ({
        body: await certifications.import(
          request.params.id,
          request.body,
          contextOf('importCertificationHoldings', request),
        ),
      }),
    },
    listCertificationHoldings: {
      authorize: ({ credentials }) =>
        certifications.authorizeAny('certificationRead', credentials),
      handle: async ({ query, credentials }) => {
        const { status, ...rest } = query;
        return {
          body: await certifications.holdings(
            { ...rest, ...paged(rest), statuses: status },
            credentials,
          ),
        };
      },
    },
    grantCertification: {
      authorize: ({ credentials }) =>
        certifications.authorizeAny('certificationGrant', credentials),
      handle: async request => {
        const body = await certifications.grant(
          request.body,
          contextOf('grantCertification', request),
        );
        return { body, etag: body.version };
      },
    },
    renewCertification: {
      authorize: ({ params, credentials }) =>
        certifications.authorizeHolding(params.id, credentials),
      handle: async request => {
        const body = await certifications.renew(
          request.params.id,
          request.body ?? {},
          contextOf('renewCertification', request),
        );
        return { body, etag: body.version };
      },
    },
    revokeCertification: {
      authorize: ({ params, credentials }) =>
        certifications.authorizeHolding(params.id, credentials),
      handle: async request => {
        const body = await certifications.revoke(
          request.params.id,
          request.body?.reason,
          contextOf('revokeCertification', request),
        );
        return { body, etag: body.version };
      },
    },
    listMyCertifications: {
      authorize: async ({ credentials }) =>
        requirePerson(credentials, 'has certifications'),
      handle: async ({ query, credentials }) => {
        const { status, ...page } = query;
        return {
          body: await certifications.mine(
            { ...paged(page), statuses: status },
            credentials,
          ),
        };
      },
    },
  };
}
