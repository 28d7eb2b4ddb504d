import {
  coreServices,
  createServiceFactory,
  type RootHealthService,
  type RootLifecycleService,
} from '@backstage/backend-plugin-api';
import {
  type ReadinessHolds,
  readinessHoldsServiceRef,
} from './readinessHolds';

type State = 'starting' | 'up' | 'stopping';

/** Backstage's own health, except that holds keep it from being ready. */
export class HeldRootHealth implements RootHealthService {
  readonly #holds: ReadinessHolds;
  #state: State = 'starting';

  static create(options: {
    holds: ReadinessHolds;
    lifecycle: RootLifecycleService;
  }): HeldRootHealth {
    const health = new HeldRootHealth(options.holds);
    options.lifecycle.addStartupHook(() => {
      health.#state = 'up';
    });
    options.lifecycle.addBeforeShutdownHook(() => {
      health.#state = 'stopping';
    });
    return health;
  }

  private constructor(holds: ReadinessHolds) {
    this.#holds = holds;
  }

  async getLiveness() {
    return { status: 200, payload: { status: 'ok' } };
  }

  async getReadiness() {
    const problem = this.#problem();
    return problem
      ? { status: 503, payload: { status: 'error', message: problem } }
      : { status: 200, payload: { status: 'ok' } };
  }

  #problem(): string | undefined {
    if (this.#state === 'starting') {
      return 'Backend has not started yet';
    }
    if (this.#state === 'stopping') {
      return 'Backend is shutting down';
    }
    const reasons = this.#holds.reasons();
    return reasons.length > 0 ? `Waiting: ${reasons.join('; ')}` : undefined;
  }
}

export const rootHealthServiceFactory = createServiceFactory({
  service: coreServices.rootHealth,
  deps: {
    holds: readinessHoldsServiceRef,
    lifecycle: coreServices.rootLifecycle,
  },
  factory: deps => HeldRootHealth.create(deps),
});
