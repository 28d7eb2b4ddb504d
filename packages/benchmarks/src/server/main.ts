import { createBackend } from '@backstage/backend-defaults';
import { auditorServiceFactory } from '@callboard/backstage-plugin-audit-log-node';
import { callboardPermissionsServiceFactory } from '@callboard/backstage-plugin-permission-backend-module-callboard';
import { WITH_AUDIT_LOG, WITH_WEBHOOKS } from '../protocol';
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
if (process.env[WITH_AUDIT_LOG]) {
  backend.add(auditorServiceFactory);
  backend.add(import('@callboard/backstage-plugin-audit-log-backend'));
}
backend.add(benchModule);
backend.start();
