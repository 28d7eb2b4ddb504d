import {
  coreServices,
  createBackendPlugin,
  type RootHealthService,
} from '@backstage/backend-plugin-api';
import { startTestBackend } from '@backstage/backend-test-utils';
import { readinessHoldsServiceRef } from './readinessHolds';
import { rootHealthServiceFactory } from './rootHealth';

describe('rootHealthServiceFactory', () => {
  it('is ready when everything is up and nothing holds it', async () => {
    const releases: (() => void)[] = [];
    const started: number[] = [];
    const holder = createBackendPlugin({
      pluginId: 'holder',
      register(env) {
        env.registerInit({
          deps: {
            health: coreServices.rootHealth,
            holds: readinessHoldsServiceRef,
          },
          async init({ health, holds }) {
            started.push((await health.getReadiness()).status);
            releases.push(holds.hold('the first'), holds.hold('the second'));
          },
        });
      },
    });
    let health!: RootHealthService;
    const asker = createBackendPlugin({
      pluginId: 'asker',
      register(env) {
        env.registerInit({
          deps: { root: coreServices.rootHealth },
          async init({ root }) {
            health = root;
          },
        });
      },
    });
    const backend = await startTestBackend({
      features: [rootHealthServiceFactory, holder, asker],
    });
    expect(started).toEqual([503]);
    expect(await health.getReadiness()).toEqual({
      status: 503,
      payload: { status: 'error', message: 'Waiting: the first; the second' },
    });
    releases[0]();
    releases[0]();
    expect((await health.getReadiness()).status).toBe(503);
    releases[1]();
    expect((await health.getReadiness()).status).toBe(200);
    await backend.stop();
    expect((await health.getReadiness()).status).toBe(503);
    expect((await health.getLiveness()).status).toBe(200);
  });
});
