import type { ClusterConnection } from './connectCluster';
import { discoverPlural } from './discoverPlural';
import { ApiError, getJson } from './requestApi';
import type { KindRef } from './toObserved';

const PATH = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';

/**
 * The definitions of these kinds, as the cluster has them. A provider brings a
 * thousand of them, half a megabyte each: only those that are needed are read.
 */
export async function listCustomResourceDefinitions(
  connection: ClusterConnection,
  kinds: KindRef[],
  options: { signal: AbortSignal; timeoutMs?: number },
): Promise<unknown[]> {
  const settings = { timeoutMs: 30_000, ...options };
  const found: unknown[] = [];
  for (const kind of kinds) {
    const plural = await discoverPlural(connection, kind, settings);
    const [group] = kind.apiVersion.split('/');
    const definition =
      plural && kind.apiVersion.includes('/')
        ? await readIfThere(connection, `${PATH}/${plural}.${group}`, settings)
        : undefined;
    if (definition !== undefined) {
      found.push(definition);
    }
  }
  return found;
}

async function readIfThere(
  connection: ClusterConnection,
  path: string,
  options: { signal: AbortSignal; timeoutMs: number },
): Promise<unknown> {
  try {
    return await getJson(connection, path, {}, options);
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) {
      return undefined;
    }
    throw error;
  }
}
