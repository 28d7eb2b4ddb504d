import { createApp } from '@backstage/frontend-defaults';
import { italianModule } from './modules/italian';
import { languageModule } from './modules/language';
import { navModule } from './modules/nav';
import { settingsModule } from './modules/settings';
import { signInModule } from './modules/signIn';
import { startModule } from './modules/start';

/**
 * The plugins are not listed: `app.packages: all` finds every one that
 * package.json depends on.
 */
const app = createApp({
  features: [
    italianModule,
    languageModule,
    navModule,
    settingsModule,
    signInModule,
    startModule,
  ],
});

export default app.createRoot();
