import type {
  AuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { gitopsReadPermission } from '@callboard/backstage-plugin-service-requests-common';
import type { GitRouterOptions } from './createGitRouter';
import { tokenOf } from './tokenOf';

/**
 * Whether whoever has this token may read the repository. Git sends it as the
 * password of Basic, which Backstage does not read: so the path is open to all,
 * and this asks the same two questions that would be asked otherwise.
 */
export function createGitAuthentication(options: {
  auth: AuthService;
  permissions: PermissionsService;
}): GitRouterOptions['authenticate'] {
  const { auth, permissions } = options;
  return async request => {
    const token = tokenOf(request);
    const credentials =
      token === undefined
        ? undefined
        : await auth.authenticate(token).catch(() => undefined);
    if (!credentials) {
      return 'unauthenticated';
    }
    const [{ result }] = await permissions.authorize(
      [{ permission: gitopsReadPermission }],
      { credentials },
    );
    return result === AuthorizeResult.ALLOW ? 'allowed' : 'denied';
  };
}
