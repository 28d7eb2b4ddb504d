import type {
  DiscoveryService,
  PermissionsService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import type { PrincipalResolver } from '@callboard/access-principals';
import { createAccessDecider } from '../permissions/accessDecider';
import type { ReservationsServices } from '../services';
import { AuthorizedFeedTokens } from './AuthorizedFeedTokens';
import { FeedsService } from './FeedsService';
import { FetchLimit } from './FetchLimit';
import { PersonAccess } from './PersonAccess';

/** Calendar feeds: their tokens for those who make them, and what is read there. */
export function createFeeds(options: {
  config: RootConfigService;
  discovery: DiscoveryService;
  permissions: PermissionsService;
  principals: PrincipalResolver;
  services: Pick<
    ReservationsServices,
    'bookings' | 'feedTokens' | 'inventory' | 'series'
  >;
}) {
  const { config, discovery, permissions, principals, services } = options;
  const { bookings, feedTokens, inventory, series } = services;
  return {
    feedTokens: AuthorizedFeedTokens.create({
      inner: feedTokens,
      access: createAccessDecider(permissions),
      inventory,
      discovery,
    }),
    feeds: FeedsService.create({
      tokens: feedTokens,
      people: PersonAccess.create({
        principals,
        enforced: config.getOptionalBoolean('permission.enabled') ?? false,
      }),
      limit: FetchLimit.create(),
      bookings,
      series,
      inventory,
      portalUrl: config.getOptionalString('app.baseUrl')?.replace(/\/+$/, ''),
    }),
  };
}
