import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Database } from '@callboard/backend-database';
import type {
  ControlPlane,
  GitOpsBackend,
} from '@callboard/backstage-plugin-service-requests-node';
import type { OfferingDefinition } from '../offerings/types';
import type { ControlPlaneConfig } from './config';
import { connectCluster, KubernetesControlPlane } from './kubernetes';
import { renderedKinds } from './renderedKinds';
import { SandboxControlPlane, statusShapes } from './sandbox';

/** The control plane that the configuration asks for. */
export function createControlPlane(options: {
  config: ControlPlaneConfig;
  database: Database;
  gitops: GitOpsBackend;
  logger: LoggerService;
  /** What is offered now, also what is offered no more and still runs. */
  offerings(): OfferingDefinition[];
}): ControlPlane {
  const { config, database, gitops, logger, offerings } = options;
  return config.type === 'sandbox'
    ? SandboxControlPlane.create({
        database,
        delays: config.delays,
        gitops,
        logger,
        shapes: () => statusShapes(offerings()),
      })
    : KubernetesControlPlane.create({
        connect: () => connectCluster(config),
        kinds: () => renderedKinds(offerings()),
        logger,
        pageSize: config.pageSize,
      });
}
