import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { Router } from 'express';

export const READY_PATH = '/bench/ready';

/** Answers when the portal announces that a request is ready; nobody has to look again and again. */
export const readyModule = createBackendModule({
  pluginId: 'service-requests',
  moduleId: 'bench-ready',
  register(env) {
    env.registerInit({
      deps: {
        events: eventsServiceRef,
        httpRouter: coreServices.httpRouter,
      },
      async init({ events, httpRouter }) {
        const ready = new Set<string>();
        const waiting = new Map<string, () => void>();
        await events.subscribe({
          id: 'bench-ready',
          topics: ['callboard.request.ready'],
          async onEvent({ eventPayload }) {
            const { aggregate } = eventPayload as { aggregate: string };
            const id = aggregate.replace('request:', '');
            ready.add(id);
            waiting.get(id)?.();
          },
        });
        httpRouter.use(
          Router().get(`${READY_PATH}/:id`, (req, res) => {
            const { id } = req.params;
            const answer = () => res.json({ ready: true });
            if (ready.has(id)) {
              answer();
            } else {
              waiting.set(id, answer);
            }
          }),
        );
        httpRouter.addAuthPolicy({
          path: READY_PATH,
          allow: 'unauthenticated',
        });
      },
    });
  },
});
