/** What the load generator asks of the process that follows a cluster, and of the cluster. */

export interface OpenRequest {
  client: 'pg' | 'better-sqlite3';
  connection: string | { filename: string };
  /** The cluster's URL. */
  cluster: string;
  objects: number;
}

export interface SyncAnswer {
  /** From when everything had changed until each service was judged. */
  seconds: number;
  /** Bytes in use after it, collected. */
  heap: number;
}

export interface CountAnswer {
  /** Requests since the last count. */
  pages: number;
  watches: number;
  others: number;
}

export const PAGE_SIZE = 500;
export const API_VERSION = 'rds.aws.m.upbound.io/v1beta1';
export const LIST_PATH = `/apis/${API_VERSION}/instances`;
