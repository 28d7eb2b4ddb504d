import {
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import type { WebhooksIntake } from './WebhooksIntake';

/** Where a webhooks plugin and the plugins of the same process meet. */
export class LocalWebhooks {
  #intake?: WebhooksIntake;

  /** Absent while no webhooks plugin of this process takes anything. */
  get intake(): WebhooksIntake | undefined {
    return this.#intake;
  }

  /** For the webhooks plugin: takes events until the returned function is called. */
  offer(intake: WebhooksIntake): () => void {
    this.#intake = intake;
    return () => {
      if (this.#intake === intake) {
        this.#intake = undefined;
      }
    };
  }
}

/**
 * Spares events an HTTP request within one process. For `webhooksServiceRef` and
 * the webhooks plugin; others name their events by the former, which says by
 * itself whose they are.
 */
export const localWebhooksServiceRef = createServiceRef<LocalWebhooks>({
  id: 'callboard.webhooks.local',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {},
      factory: () => new LocalWebhooks(),
    }),
});
