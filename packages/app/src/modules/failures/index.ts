import {
  createFrontendModule,
  ErrorDisplay,
  NotFoundErrorPage,
} from '@backstage/frontend-plugin-api';
import { SwappableComponentBlueprint } from '@backstage/plugin-app-react';

const notFound = SwappableComponentBlueprint.make({
  name: 'core-not-found-error-page',
  params: define =>
    define({
      component: NotFoundErrorPage,
      loader: () => import('./NotFound').then(m => m.NotFound),
    }),
});

const failed = SwappableComponentBlueprint.make({
  name: 'core-error-display',
  params: define =>
    define({
      component: ErrorDisplay,
      loader: () => import('./Failed').then(m => m.Failed),
    }),
});

/** Missing and failed pages in the language of the portal. */
export const failuresModule = createFrontendModule({
  pluginId: 'app',
  extensions: [notFound, failed],
});
