import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { entityPage } from './entityPage';
import { pageLayout } from './pageLayout';
import { settingsPage } from './settingsPage';
import { templatesPage } from './templatesPage';

/** The titles of pages and of their tabs in the language of the portal. */
export const titleModules = [
  createFrontendModule({ pluginId: 'app', extensions: [pageLayout] }),
  createFrontendModule({ pluginId: 'catalog', extensions: [entityPage] }),
  createFrontendModule({
    pluginId: 'scaffolder',
    extensions: [templatesPage],
  }),
  createFrontendModule({
    pluginId: 'user-settings',
    extensions: [settingsPage],
  }),
];
