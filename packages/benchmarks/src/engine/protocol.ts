/** What the load generator asks of the process that delivers. */

export interface OpenRequest {
  /** Names the store: a database of its own, with the plugin's tables. */
  store: string;
  client: 'pg' | 'better-sqlite3';
  connection: string | { filename: string };
  /** One endpoint for each. */
  urls: string[];
  /** For a whole request, in place of the default. */
  timeoutMs?: number;
}

export interface DeliveryWindowRequest {
  store: string;
  kind: 'engine' | 'bare';
  seconds: number;
  /** Of the bare loop: deliveries under way at once. */
  loops: number;
  /** Deliveries a second that the queue must be good for. */
  atMost: number;
  /** URLs whose endpoints are not there in this window. */
  without?: string[];
  /** URLs whose deliveries do not count. */
  uncounted?: string[];
}

export interface DeliveryWindowAnswer {
  /** Deliveries that were answered and are in the log. */
  count: number;
  seconds: number;
}

export interface FillRequest {
  store: string;
  /** Finished deliveries. */
  rows: number;
}

export interface FillAnswer {
  rows: number;
  seconds: number;
}
