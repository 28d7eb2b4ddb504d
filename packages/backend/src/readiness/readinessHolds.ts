import {
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';

/** Reasons not to call a started backend ready yet. */
export interface ReadinessHolds {
  /** Holds readiness back until the returned function is called. */
  hold(reason: string): () => void;
  /** What readiness still waits for. */
  reasons(): string[];
}

export function createReadinessHolds(): ReadinessHolds {
  const held = new Map<symbol, string>();
  return {
    hold(reason) {
      const key = Symbol(reason);
      held.set(key, reason);
      return () => {
        held.delete(key);
      };
    },
    reasons: () => [...held.values()],
  };
}

export const readinessHoldsServiceRef = createServiceRef<ReadinessHolds>({
  id: 'callboard.readiness-holds',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {},
      factory: () => createReadinessHolds(),
    }),
});
