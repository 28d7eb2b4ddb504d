import {
  AppRootElementBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { AppRootWrapperBlueprint } from '@backstage/plugin-app-react';
import { LanguageTeller } from './LanguageTeller';
import { LocaleProvider } from './LocaleProvider';

/**
 * The portal writes to people in the language that they read it in, and tells the
 * browser which one that is.
 */
export const languageModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    AppRootElementBlueprint.make({
      name: 'language-teller',
      params: { element: <LanguageTeller /> },
    }),
    AppRootWrapperBlueprint.make({
      name: 'locale',
      params: { component: LocaleProvider },
    }),
  ],
});
