import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { ServerPermissionClient } from '@backstage/plugin-permission-node';
import { CachedPermissionsService } from './CachedPermissionsService';
import { CallboardPermissionsService } from './CallboardPermissionsService';
import { principalResolverServiceRef } from '@callboard/access-principals';

/**
 * Replaces the `permissions` service of every plugin in a backend with one that
 * answers for Callboard's permissions in process. With `permission.enabled` false
 * it is the stock service.
 */
export const callboardPermissionsServiceFactory = createServiceFactory({
  service: coreServices.permissions,
  deps: {
    auth: coreServices.auth,
    config: coreServices.rootConfig,
    discovery: coreServices.discovery,
    principals: principalResolverServiceRef,
  },
  factory({ auth, config, discovery, principals }) {
    const stock = ServerPermissionClient.fromConfig(config, {
      auth,
      discovery,
    });
    if (!config.getOptionalBoolean('permission.enabled')) {
      return stock;
    }
    return CallboardPermissionsService.create({
      auth,
      principals,
      stock: CachedPermissionsService.create({ inner: stock, auth }),
      answersUsers: config.getOptionalBoolean('callboard.access.inProcess'),
    });
  },
});
