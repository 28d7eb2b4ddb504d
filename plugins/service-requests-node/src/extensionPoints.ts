import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { ControlPlane } from './ControlPlane';
import type { GitOpsBackend } from './GitOpsBackend';
import type { MetricsProvider } from './MetricsProvider';

/** Where a backend module brings its own parts; each may be set once. */
export interface ServiceRequestsExtensionPoint {
  /** @throws Error where another module has set one already. */
  setGitOpsBackend(backend: GitOpsBackend): void;
  /** @throws Error where another module has set one already. */
  setControlPlane(controlPlane: ControlPlane): void;
  /** @throws Error where another module has set one already. */
  setMetricsProvider(provider: MetricsProvider): void;
}

export const serviceRequestsExtensionPoint =
  createExtensionPoint<ServiceRequestsExtensionPoint>({
    id: 'service-requests.parts',
  });
