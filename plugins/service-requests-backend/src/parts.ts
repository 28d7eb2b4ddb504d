import type {
  ControlPlane,
  GitOpsBackend,
  MetricsProvider,
  ServiceRequestsExtensionPoint,
} from '@callboard/backstage-plugin-service-requests-node';

/** Parts that modules of the backend have brought. */
export interface BroughtParts extends ServiceRequestsExtensionPoint {
  gitops?: GitOpsBackend;
  controlPlane?: ControlPlane;
  metrics?: MetricsProvider;
}

export function collectParts(): BroughtParts {
  const refuseSecond = (one: unknown, what: string) => {
    if (one !== undefined) {
      throw new Error(`Another module has set the ${what} already`);
    }
  };
  const parts: BroughtParts = {
    setGitOpsBackend(gitops) {
      refuseSecond(parts.gitops, 'GitOps backend');
      parts.gitops = gitops;
    },
    setControlPlane(controlPlane) {
      refuseSecond(parts.controlPlane, 'control plane');
      parts.controlPlane = controlPlane;
    },
    setMetricsProvider(metrics) {
      refuseSecond(parts.metrics, 'metrics provider');
      parts.metrics = metrics;
    },
  };
  return parts;
}
