import type { Policy } from './types';
import { allowUnless } from './verdicts';

const WORDS = {
  active: 'active',
  maintenance: 'in maintenance',
  unavailable: 'unavailable',
};

/** A resource is bookable while it and everything above it is active. */
export const resourceStatus: Policy = ({ resources, inventory }) =>
  allowUnless(
    'resource-status',
    resources.flatMap(resource => {
      const chain = [resource, ...inventory.ancestors(resource)];
      const archived = chain.find(one => one.archived || one.site.archived);
      const inactive = chain.find(one => one.status !== 'active');
      if (!archived && !inactive) {
        return [];
      }
      const cause = archived ?? inactive ?? resource;
      const state = archived ? 'archived' : WORDS[cause.status];
      const subject =
        cause === resource
          ? resource.title
          : `${resource.title} is part of ${cause.title}, which`;
      const reason = cause.statusReason ? ` (${cause.statusReason})` : '';
      return [
        {
          policy: 'resource-status',
          result: 'deny' as const,
          code: archived ? 'resource_archived' : `resource_${cause.status}`,
          message: `${subject} is ${state}${archived ? '' : reason}.`,
          passes: archived
            ? 'Another resource'
            : `Any time once ${cause.title} is active again`,
          facts: {
            title: resource.title,
            cause: cause.title,
            reason: (!archived && cause.statusReason) || '',
          },
          resourceRef: resource.entityRef,
        },
      ];
    }),
  );
