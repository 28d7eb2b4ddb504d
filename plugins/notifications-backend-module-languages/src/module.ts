import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { notificationsProcessingExtensionPoint } from '@backstage/plugin-notifications-node';
import { createLanguageRouter } from './createLanguageRouter';
import { LanguageProcessor } from './LanguageProcessor';
import { KnexLanguageStore } from './LanguageStore';

/** Tells each recipient of a notification in their own language. */
export const notificationsModuleLanguages = createBackendModule({
  pluginId: 'notifications',
  moduleId: 'callboard-languages',
  register(env) {
    env.registerInit({
      deps: {
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        processing: notificationsProcessingExtensionPoint,
      },
      async init({ database, httpAuth, httpRouter, processing }) {
        const languages = await KnexLanguageStore.create({
          knex: await database.getClient(),
          skipMigrations: database.migrations?.skip,
        });
        processing.addProcessor(LanguageProcessor.create({ languages }));
        httpRouter.use(createLanguageRouter({ httpAuth, languages }));
      },
    });
  },
});
