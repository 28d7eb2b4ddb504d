import {
  appTreeApiRef,
  createFrontendModule,
  PageBlueprint,
  useApi,
} from '@backstage/frontend-plugin-api';
import { Navigate } from 'react-router-dom';

/** The portal opens on reservations, or on the catalog where that is not installed. */
function StartPage() {
  const { tree } = useApi(appTreeApiRef).getTree();
  const installed = Boolean(tree.nodes.get('page:reservations')?.instance);
  return <Navigate to={installed ? '/reservations' : '/catalog'} replace />;
}

export const startModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    PageBlueprint.make({
      name: 'start',
      params: {
        path: '/',
        noHeader: true,
        loader: async () => <StartPage />,
      },
    }),
  ],
});
