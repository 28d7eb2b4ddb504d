import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import {
  createClaimsCache,
  createPrincipalResolver,
  PrincipalResolver,
} from './PrincipalResolver';

/** The resolver of this backend; all its plugins share what one of them has read. */
export const principalResolverServiceRef = createServiceRef<PrincipalResolver>({
  id: 'callboard.principal-resolver',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
      },
      createRootContext: () => createClaimsCache(),
      factory: ({ auth, catalog, config }, cache) =>
        createPrincipalResolver({ auth, catalog, config, cache }),
    }),
});
