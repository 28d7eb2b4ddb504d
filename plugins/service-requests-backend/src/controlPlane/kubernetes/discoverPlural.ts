import type { ClusterConnection } from './connectCluster';
import { ApiError, getJson } from './requestApi';
import { asList, asObject, type KindRef } from './toObserved';

/**
 * The name of a kind in addresses (`instances`), as the API's discovery says.
 * Undefined where the cluster does not know the kind.
 */
export async function discoverPlural(
  connection: ClusterConnection,
  { apiVersion, kind }: KindRef,
  options: { signal: AbortSignal; timeoutMs: number },
): Promise<string | undefined> {
  const base = apiVersion.includes('/') ? '/apis' : '/api';
  try {
    const found = asObject(
      await getJson(connection, `${base}/${apiVersion}`, {}, options),
    );
    const resource = asList(found.resources)
      .map(asObject)
      .find(one => one.kind === kind && !String(one.name).includes('/'));
    return typeof resource?.name === 'string' ? resource.name : undefined;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) {
      return undefined;
    }
    throw error;
  }
}
