export { serviceRequestsPlugin as default } from './plugin';
export {
  KubernetesControlPlane,
  type KubernetesControlPlaneOptions,
} from './controlPlane/kubernetes';
export {
  ConvergenceEngine,
  type DesiredObject,
  judge,
  type Judgement,
  ObservationStore,
} from './convergence';
export { EmbeddedGitOps, type EmbeddedGitOpsOptions } from './gitops';
export { openDatabase } from './database/openDatabase';
