/** What the load generator asks of the server under test, besides its API. */

export type WindowKind =
  | 'bare-insert'
  | 'bare-transaction'
  | 'knex-transaction'
  | 'bare-statements'
  | 'service-create'
  | 'bare-calendar'
  | 'bare-free-busy';

export interface WindowRequest {
  kind: WindowKind;
  workers: number;
  seconds: number;
  /** For those that book: which slots to take. */
  resources: number;
  first: number;
  /** For those that look for free time: of how many hours. */
  hours?: number;
}

export interface WindowAnswer {
  count: number;
  seconds: number;
  p95: number;
}

export interface CrowdAnswer {
  seconds: number;
  succeeded: number;
  refused: number;
}

export interface PrepareAnswer {
  /** SQL statements of one booking, with those that begin and end it. */
  statementsPerCreate: number;
}

export interface CalendarAnswer {
  from: number;
  until: number;
  bookings: number;
}

export interface ClaimsAnswer {
  claims: number;
}

export interface StatementCount {
  statements: number;
  sql: string[];
}

export interface HopsRequest {
  kind: 'engine' | 'bare';
  /** Where the receiver is. */
  receiver: string;
  samples: number;
}

export interface HopsAnswer {
  /** Milliseconds from the commit until the receiver had it, one by one. */
  latencies: number[];
}

/** In the environment of the server under test: with the audit log. */
export const WITH_AUDIT_LOG = 'BENCH_WITH_AUDIT_LOG';

/** In the environment of the server under test: with the webhooks plugin. */
export const WITH_WEBHOOKS = 'BENCH_WITH_WEBHOOKS';

/** The bare routes, below the plugin's own so that they share its pool. */
export const BENCH_PATH = '/bench';

/** Names a request whose SQL statements are to be counted. */
export const COUNT_HEADER = 'x-bench-count';
