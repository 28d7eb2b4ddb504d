import type { MaintenanceWindow } from './maintenanceWindows';

/** Where services run, and what is asked of whoever puts some there. */
export interface EnvironmentConfig {
  /** A DNS label. */
  name: string;
  title: string;
  production: boolean;
  /** The only ones in which anything is made. */
  regions: { name: string; title: string }[];
  /** How many people must approve. */
  reviewers: number;
  /** Whether what is approved is merged without anybody asking for it. */
  autoMerge: boolean;
  /** Whether everything there has an end. */
  requiresEndDate: boolean;
  /** How many days away an end may be. */
  maxDays?: number;
  /** Of the manifests; a DNS label once `{region}` is a region. See `namespaceIn`. */
  namespace: string;
  /** When changes that interrupt a service may happen; any time where absent. */
  windows?: MaintenanceWindow[];
}

/** The Kubernetes namespace of what is made in a region. */
export function namespaceIn(
  { namespace }: Pick<EnvironmentConfig, 'namespace'>,
  region: string,
): string {
  return namespace.replaceAll('{region}', region);
}
