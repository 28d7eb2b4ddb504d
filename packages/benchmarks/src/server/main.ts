import { createBackend } from '@backstage/backend-defaults';
import { callboardPermissionsServiceFactory } from '@callboard/backstage-plugin-permission-backend-module-callboard';
import { WITH_WEBHOOKS } from '../protocol';
import { benchModule } from './benchModule';

/**
 * The server under test: a Backstage backend with what a booking needs. People
 * come from a real catalog, tokens from the real auth backend.
 */
const backend = createBackend();
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(
  import('@callboard/backstage-plugin-auth-backend-module-persona-provider'),
);
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(
  import('@callboard/backstage-plugin-permission-backend-module-callboard'),
);
backend.add(callboardPermissionsServiceFactory);
backend.add(import('@callboard/backstage-plugin-reservations-backend'));
if (process.env[WITH_WEBHOOKS]) {
  backend.add(import('@callboard/backstage-plugin-webhooks-backend'));
}
backend.add(benchModule);
backend.start();
