import {
  connectCluster,
  listCustomResourceDefinitions,
} from '../controlPlane/kubernetes';
import type { KindRef } from '../crds';

const TIME_LIMIT_MS = 60_000;

/** Reads definitions from the cluster that the control plane is of. */
export function createCrdLister(
  cluster: Parameters<typeof connectCluster>[0],
): (kinds: KindRef[]) => Promise<unknown[]> {
  return async kinds =>
    listCustomResourceDefinitions(await connectCluster(cluster), kinds, {
      signal: AbortSignal.timeout(TIME_LIMIT_MS),
    });
}
