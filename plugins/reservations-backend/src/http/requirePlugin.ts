import { NotAllowedError } from '@backstage/errors';
import type { CallerCredentials } from '@callboard/backend-openapi';

/**
 * Throws a 403 for who is no plugin of this portal, or not that one. The
 * subject is to be believed: configuration that lets a token from outside call
 * itself `plugin:…` stops the permission module at start.
 */
export function requirePlugin(
  { principal }: CallerCredentials,
  pluginId?: string,
): void {
  const subject = principal.type === 'service' ? principal.subject : '';
  const allowed =
    pluginId === undefined
      ? subject.startsWith('plugin:')
      : subject === `plugin:${pluginId}`;
  if (!allowed) {
    throw new NotAllowedError(
      pluginId === undefined
        ? 'Only plugins of this portal may do this'
        : `Only the ${pluginId} plugin may do this`,
    );
  }
}
