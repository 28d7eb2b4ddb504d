export { type ClusterConnection, connectCluster } from './connectCluster';
export {
  KubernetesControlPlane,
  type KubernetesControlPlaneOptions,
} from './KubernetesControlPlane';
export { listCustomResourceDefinitions } from './listCustomResourceDefinitions';
export type { KindRef } from './toObserved';
