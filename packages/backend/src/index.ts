import { createBackend } from '@backstage/backend-defaults';
import { rootHttpRouterServiceFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { callboardPermissionsServiceFactory } from '@callboard/backstage-plugin-permission-backend-module-callboard';
import { hideFeedTokens } from '@callboard/backstage-plugin-reservations-backend';
import { auditorServiceFactory } from '@callboard/backstage-plugin-audit-log-node';
import { demoPlugin } from './demo/demoPlugin';
import { emailNotifications } from './notifications/email';
import { rootHealthServiceFactory } from './readiness/rootHealth';
import { signInLimit } from './signIn/signInLimit';

const backend = createBackend();

backend.add(rootHealthServiceFactory);
backend.add(auditorServiceFactory);
backend.add(
  rootHttpRouterServiceFactory({
    configure({ app, applyDefaults }) {
      app.use(hideFeedTokens());
      applyDefaults();
    },
  }),
);

backend.add(import('@backstage/plugin-app-backend'));

backend.add(import('@backstage/plugin-auth-backend'));
backend.add(
  import('@callboard/backstage-plugin-auth-backend-module-persona-provider'),
);
backend.add(import('@callboard/backstage-plugin-auth-backend-module-keycloak'));
backend.add(
  import('@callboard/backstage-plugin-auth-backend-module-audit-log'),
);
backend.add(signInLimit);

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(
  import('@callboard/backstage-plugin-catalog-backend-module-keycloak'),
);
backend.add(
  import('@callboard/backstage-plugin-catalog-backend-module-reservations'),
);
backend.add(
  import('@callboard/backstage-plugin-catalog-backend-module-service-requests'),
);

backend.add(import('@backstage/plugin-permission-backend'));
backend.add(
  import('@callboard/backstage-plugin-permission-backend-module-callboard'),
);
backend.add(callboardPermissionsServiceFactory);

backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(
  import('@callboard/backstage-plugin-scaffolder-backend-module-service-requests'),
);

backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));

backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(emailNotifications);
backend.add(
  import('@callboard/backstage-plugin-notifications-backend-module-languages'),
);
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-user-settings-backend'));
backend.add(import('@backstage/plugin-mcp-actions-backend'));

backend.add(import('@callboard/backstage-plugin-reservations-backend'));
backend.add(import('@callboard/backstage-plugin-webhooks-backend'));
backend.add(import('@callboard/backstage-plugin-service-requests-backend'));
backend.add(import('@callboard/backstage-plugin-audit-log-backend'));
backend.add(demoPlugin);

backend.start();
