import { createBackend } from '@backstage/backend-defaults';
import { callboardPermissionsServiceFactory } from '@callboard/backstage-plugin-permission-backend-module-callboard';
import { readyModule } from './readyModule';

/** A Backstage backend with what a request for a service needs, repository and sandbox included. */
const backend = createBackend();
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(
  import('@callboard/backstage-plugin-auth-backend-module-persona-provider'),
);
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(
  import('@callboard/backstage-plugin-permission-backend-module-callboard'),
);
backend.add(callboardPermissionsServiceFactory);
backend.add(import('@callboard/backstage-plugin-service-requests-backend'));
backend.add(readyModule);
backend.start();
