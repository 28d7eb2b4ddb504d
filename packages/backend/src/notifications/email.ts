import {
  coreServices,
  createBackendFeatureLoader,
} from '@backstage/backend-plugin-api';
import emailModule from '@backstage/plugin-notifications-backend-module-email';

/**
 * Backstage's own e-mail for notifications, where the configuration says how to
 * send it; it does not start without.
 */
export const emailNotifications = createBackendFeatureLoader({
  deps: { config: coreServices.rootConfig },
  *loader({ config }) {
    if (config.has('notifications.processors.email')) {
      yield emailModule;
    }
  },
});
