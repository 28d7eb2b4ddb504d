import type { Handlers } from '@callboard/backend-openapi';
import type { ServiceRequestsOperations } from '@callboard/backstage-plugin-service-requests-common';
import type { AuthorizedReviews } from '../requests/AuthorizedReviews';
import { contextOf } from './requests';

type Operation =
  | 'claimRequest'
  | 'approveRequest'
  | 'rejectRequest'
  | 'requestChanges'
  | 'mergeRequest'
  | 'createComment';

type Right = Parameters<AuthorizedReviews['authorize']>[1];

export function reviewHandlers(
  reviews: AuthorizedReviews,
): Pick<Handlers<ServiceRequestsOperations>, Operation> {
  const needing = (right: Right) => ({
    authorize: async ({
      params,
      credentials,
    }: {
      params: { id: string };
      credentials: Parameters<AuthorizedReviews['authorize']>[2];
    }) => {
      await reviews.authorize(params.id, right, credentials);
    },
  });
  return {
    claimRequest: {
      ...needing('requestReview'),
      handle: async request => {
        const body = await reviews.claim(
          request.params.id,
          request.body ?? {},
          contextOf('claimRequest', request),
        );
        return { body, etag: body.version };
      },
    },
    approveRequest: {
      ...needing('requestReview'),
      handle: async request => {
        const body = await reviews.approve(
          request.params.id,
          request.body,
          contextOf('approveRequest', request),
        );
        return { body, etag: body.version };
      },
    },
    rejectRequest: {
      ...needing('requestReview'),
      handle: async request => {
        const body = await reviews.reject(
          request.params.id,
          request.body.comment,
          contextOf('rejectRequest', request),
        );
        return { body, etag: body.version };
      },
    },
    requestChanges: {
      ...needing('requestReview'),
      handle: async request => {
        const body = await reviews.requestChanges(
          request.params.id,
          request.body.comment,
          contextOf('requestChanges', request),
        );
        return { body, etag: body.version };
      },
    },
    mergeRequest: {
      ...needing('requestMerge'),
      handle: async request => {
        const body = await reviews.merge(
          request.params.id,
          request.body ?? {},
          contextOf('mergeRequest', request),
        );
        return { body, etag: body.version };
      },
    },
    createComment: {
      ...needing('requestComment'),
      handle: async request => ({
        body: await reviews.comment(
          request.params.id,
          request.body.comment,
          contextOf('createComment', request),
        ),
      }),
    },
  };
}
