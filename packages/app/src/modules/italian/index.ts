import { coreComponentsTranslationRef } from '@backstage/core-components/alpha';
import {
  createFrontendModule,
  createTranslationResource,
} from '@backstage/frontend-plugin-api';
import { TranslationBlueprint } from '@backstage/plugin-app-react';
import { catalogTranslationRef } from '@backstage/plugin-catalog/alpha';
import { catalogGraphTranslationRef } from '@backstage/plugin-catalog-graph/alpha';
import { catalogReactTranslationRef } from '@backstage/plugin-catalog-react/alpha';
import { notificationsTranslationRef } from '@backstage/plugin-notifications/alpha';
import { orgTranslationRef } from '@backstage/plugin-org/alpha';
import { scaffolderTranslationRef } from '@backstage/plugin-scaffolder/alpha';
import { scaffolderReactTranslationRef } from '@backstage/plugin-scaffolder-react/alpha';
import { searchTranslationRef } from '@backstage/plugin-search/alpha';
import { searchReactTranslationRef } from '@backstage/plugin-search-react/alpha';
import { userSettingsTranslationRef } from '@backstage/plugin-user-settings/alpha';

/**
 * Italian for the pages of Backstage itself that come with English only. A text
 * that a later version adds is in English until it is added here, which the types
 * ask for.
 */
export const italianModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    TranslationBlueprint.make({
      name: 'italian-core-components',
      params: {
        resource: createTranslationResource({
          ref: coreComponentsTranslationRef,
          translations: { it: () => import('./coreComponents') },
        }),
      },
    }),
    TranslationBlueprint.make({
      name: 'italian-catalog',
      params: {
        resource: createTranslationResource({
          ref: catalogTranslationRef,
          translations: { it: () => import('./catalog') },
        }),
      },
    }),
    TranslationBlueprint.make({
      name: 'italian-catalog-graph',
      params: {
        resource: createTranslationResource({
          ref: catalogGraphTranslationRef,
          translations: { it: () => import('./catalogGraph') },
        }),
      },
    }),
    TranslationBlueprint.make({
      name: 'italian-catalog-react',
      params: {
        resource: createTranslationResource({
          ref: catalogReactTranslationRef,
          translations: { it: () => import('./catalogReact') },
        }),
      },
    }),
    TranslationBlueprint.make({
      name: 'italian-notifications',
      params: {
        resource: createTranslationResource({
          ref: notificationsTranslationRef,
          translations: { it: () => import('./notifications') },
        }),
      },
    }),
    TranslationBlueprint.make({
      name: 'italian-org',
      params: {
        resource: createTranslationResource({
          ref: orgTranslationRef,
          translations: { it: () => import('./org') },
        }),
      },
    }),
    TranslationBlueprint.make({
      name: 'italian-scaffolder',
      params: {
        resource: createTranslationResource({
          ref: scaffolderTranslationRef,
          translations: { it: () => import('./scaffolder') },
        }),
      },
    }),
    TranslationBlueprint.make({
      name: 'italian-scaffolder-react',
      params: {
        resource: createTranslationResource({
          ref: scaffolderReactTranslationRef,
          translations: { it: () => import('./scaffolderReact') },
        }),
      },
    }),
    TranslationBlueprint.make({
      name: 'italian-search',
      params: {
        resource: createTranslationResource({
          ref: searchTranslationRef,
          translations: { it: () => import('./search') },
        }),
      },
    }),
    TranslationBlueprint.make({
      name: 'italian-search-react',
      params: {
        resource: createTranslationResource({
          ref: searchReactTranslationRef,
          translations: { it: () => import('./searchReact') },
        }),
      },
    }),
    TranslationBlueprint.make({
      name: 'italian-user-settings',
      params: {
        resource: createTranslationResource({
          ref: userSettingsTranslationRef,
          translations: { it: () => import('./userSettings') },
        }),
      },
    }),
  ],
});
