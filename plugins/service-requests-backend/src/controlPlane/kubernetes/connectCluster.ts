import type { RequestOptions } from 'node:https';

/** A Kubernetes API, and how to be let in. */
export interface ClusterConnection {
  /** Without a slash at the end. */
  server: string;
  /** For one request: credentials change (tokens rotate, helpers issue new ones). */
  requestOptions(): Promise<RequestOptions>;
}

/**
 * The cluster that a kubeconfig names, with every way of signing in that kubectl
 * has. The client library takes a second and 90 MB to load, most of it an API
 * of which nothing is used here: it is loaded only where there is a cluster.
 *
 * @throws Error where the configuration names no cluster.
 */
export async function connectCluster(options: {
  kubeconfig?: string;
  context?: string;
  inCluster?: boolean;
}): Promise<ClusterConnection> {
  const { KubeConfig } = await import('@kubernetes/client-node');
  const config = new KubeConfig();
  if (options.inCluster) {
    config.loadFromCluster();
  } else if (options.kubeconfig) {
    config.loadFromFile(options.kubeconfig);
  } else {
    config.loadFromDefault();
  }
  if (options.context) {
    if (!config.getContextObject(options.context)) {
      throw new Error(
        `The kubeconfig has no context '${options.context}'; it has ${config
          .getContexts()
          .map(({ name }) => name)
          .join(', ')}`,
      );
    }
    config.setCurrentContext(options.context);
  }
  const cluster = config.getCurrentCluster();
  if (!cluster) {
    throw new Error('The kubeconfig names no cluster');
  }
  return {
    server: cluster.server.replace(/\/+$/, ''),
    async requestOptions() {
      const given: RequestOptions = {};
      await config.applyToHTTPSOptions(given);
      return given;
    },
  };
}
