import {
  ApiBlueprint,
  appLanguageApiRef,
  createFrontendModule,
  discoveryApiRef,
  fetchApiRef,
  identityApiRef,
} from '@backstage/frontend-plugin-api';
import { scmIntegrationsApiRef } from '@backstage/integration-react';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import { CatalogInLanguage } from './CatalogInLanguage';
import { ScaffolderInLanguage } from './ScaffolderInLanguage';

const catalogApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: catalogApiRef,
      deps: {
        discoveryApi: discoveryApiRef,
        fetchApi: fetchApiRef,
        languages: appLanguageApiRef,
      },
      factory: deps => new CatalogInLanguage(deps),
    }),
});

const scaffolderApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: scaffolderApiRef,
      deps: {
        discoveryApi: discoveryApiRef,
        fetchApi: fetchApiRef,
        identityApi: identityApiRef,
        scmIntegrationsApi: scmIntegrationsApiRef,
        languages: appLanguageApiRef,
      },
      factory: deps => new ScaffolderInLanguage(deps),
    }),
});

/** Templates, their forms and what they do in the language of the portal. */
export const templateModules = [
  createFrontendModule({ pluginId: 'catalog', extensions: [catalogApi] }),
  createFrontendModule({ pluginId: 'scaffolder', extensions: [scaffolderApi] }),
];
