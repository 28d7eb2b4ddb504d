import type {
  GitOpsBackend,
  PullRequest,
} from '@callboard/backstage-plugin-service-requests-node';
import { SERVICE_ID_LABEL } from '@callboard/backstage-plugin-service-requests-node';
import { stringify } from 'yaml';

/** What is merged, in memory; only what the sandbox reads. */
export class MemoryGitOps implements GitOpsBackend {
  readonly kind = 'memory';
  readonly files = new Map<string, string>();
  reads = 0;
  fails = false;
  #listeners = new Set<() => void>();
  #head = 0;

  /** Merges files; of undefined content: without it. */
  merge_(files: Record<string, string | undefined>, tell = true): void {
    for (const [path, content] of Object.entries(files)) {
      if (content === undefined) {
        this.files.delete(path);
      } else {
        this.files.set(path, content);
      }
    }
    this.#head++;
    if (tell) {
      this.#listeners.forEach(listener => listener());
    }
  }

  async head() {
    if (this.fails) {
      throw new Error('git does not answer');
    }
    return String(this.#head).padStart(40, '0');
  }

  async readFile(path: string) {
    this.reads++;
    return this.files.get(path);
  }

  async listFiles(folder: string) {
    return [...this.files.keys()]
      .filter(path => path.startsWith(`${folder}/`))
      .sort();
  }

  onChange(listener: () => void) {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  ensureBranch(): Promise<never> {
    throw new Error('The sandbox only reads');
  }

  putFiles(): Promise<never> {
    throw new Error('The sandbox only reads');
  }

  ensurePullRequest(): Promise<PullRequest> {
    throw new Error('The sandbox only reads');
  }

  getPullRequest(): Promise<PullRequest> {
    throw new Error('The sandbox only reads');
  }

  merge(): Promise<PullRequest> {
    throw new Error('The sandbox only reads');
  }

  close(): Promise<PullRequest> {
    throw new Error('The sandbox only reads');
  }
}

export function manifestPath(name: string): string {
  return `services/staging/eu-west-1/${name}/instance.yaml`;
}

export function databaseManifest(options: {
  serviceId: string;
  name?: string;
  allocatedStorage?: number;
}): string {
  const { allocatedStorage = 20, name = 'orders-db', serviceId } = options;
  return stringify({
    apiVersion: 'rds.aws.m.upbound.io/v1beta1',
    kind: 'Instance',
    metadata: {
      name,
      namespace: 'staging',
      labels: { [SERVICE_ID_LABEL]: serviceId },
    },
    spec: {
      forProvider: {
        region: 'eu-west-1',
        engine: 'postgres',
        instanceClass: 'db.t4g.medium',
        allocatedStorage,
        manageMasterUserPassword: true,
      },
    },
  });
}
