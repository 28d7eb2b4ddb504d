import { createApp } from '@backstage/frontend-defaults';
import { failuresModule } from './modules/failures';
import { italianModule } from './modules/italian';
import { languageModule } from './modules/language';
import { navModule } from './modules/nav';
import { settingsModule } from './modules/settings';
import { signInModule } from './modules/signIn';
import { startModule } from './modules/start';
import { templateModules } from './modules/templates';
import { titleModules } from './modules/titles';

/**
 * The plugins are not listed: `app.packages: all` finds every one that
 * package.json depends on.
 */
const app = createApp({
  features: [
    failuresModule,
    italianModule,
    languageModule,
    navModule,
    settingsModule,
    signInModule,
    startModule,
    ...templateModules,
    ...titleModules,
  ],
});

export default app.createRoot();
