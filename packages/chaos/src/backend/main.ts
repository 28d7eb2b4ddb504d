import { createBackend } from '@backstage/backend-defaults';
import { callboardPermissionsServiceFactory } from '@callboard/backstage-plugin-permission-backend-module-callboard';
import { crashModuleFor } from './crashModule';
import { answerNamesOfTests } from './names';
import { plainLoggerFactory } from './plainLogger';

/**
 * The backend that is killed: what a booking and its announcement need, and
 * nothing that stands in for any of it. People come from a real catalog, tokens
 * from the real auth backend.
 */
answerNamesOfTests();

const backend = createBackend();
backend.add(plainLoggerFactory);
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
backend.add(import('@callboard/backstage-plugin-reservations-backend'));
backend.add(import('@callboard/backstage-plugin-webhooks-backend'));
backend.add(crashModuleFor('reservations'));
backend.add(crashModuleFor('webhooks'));
backend.start();
