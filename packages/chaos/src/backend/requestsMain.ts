import { createBackend } from '@backstage/backend-defaults';
import { callboardPermissionsServiceFactory } from '@callboard/backstage-plugin-permission-backend-module-callboard';
import { crashModuleFor } from './crashModule';
import { plainLoggerFactory } from './plainLogger';
import { watchedGitOps } from './watchedGitOps';

/** The backend that is killed while requests are on their way: what they need, and nothing that stands in for it. */
const backend = createBackend();
backend.add(plainLoggerFactory);
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(
  import('@callboard/backstage-plugin-auth-backend-module-persona-provider'),
);
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(
  import('@callboard/backstage-plugin-permission-backend-module-callboard'),
);
backend.add(callboardPermissionsServiceFactory);
backend.add(import('@callboard/backstage-plugin-service-requests-backend'));
backend.add(watchedGitOps);
backend.add(crashModuleFor('service-requests'));
backend.start();
