import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  ANNOTATION_VISIBILITY,
  SPEC_VISIBLE_TO,
} from '@callboard/backstage-plugin-reservations-common';

const about = { resourceType: 'catalog-entity' };

/**
 * Every entity of the catalog but those that are for members only, and of these
 * the ones that name one of `claims`. The rules are the catalog's own, so that
 * it can also count and page by them.
 */
export function visibleEntities(claims: string[]): PolicyDecision {
  return {
    result: AuthorizeResult.CONDITIONAL,
    pluginId: 'catalog',
    ...about,
    conditions: {
      anyOf: [
        {
          not: {
            ...about,
            rule: 'HAS_ANNOTATION',
            params: { annotation: ANNOTATION_VISIBILITY },
          },
        },
        ...claims.map(claim => ({
          ...about,
          rule: 'HAS_SPEC',
          params: { key: SPEC_VISIBLE_TO, value: claim },
        })),
      ],
    },
  };
}
