import {
  AppRootElementBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { LanguageTeller } from './LanguageTeller';

/** The portal writes to people in the language that they read it in. */
export const languageModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    AppRootElementBlueprint.make({
      name: 'language-teller',
      params: { element: <LanguageTeller /> },
    }),
  ],
});
