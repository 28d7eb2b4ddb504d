import { coreComponentsTranslationRef } from '@backstage/core-components/alpha';
import {
  createFrontendModule,
  createTranslationResource,
} from '@backstage/frontend-plugin-api';
import { TranslationBlueprint } from '@backstage/plugin-app-react';
import { notificationsTranslationRef } from '@backstage/plugin-notifications/alpha';
import { searchTranslationRef } from '@backstage/plugin-search/alpha';
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
      name: 'italian-notifications',
      params: {
        resource: createTranslationResource({
          ref: notificationsTranslationRef,
          translations: { it: () => import('./notifications') },
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
