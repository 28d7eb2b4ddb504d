import type { Audited, Caller, Plugin } from '../startAuditedPortal';

/** Something that somebody does, and what is on record afterwards. */
export interface Step {
  operation: string;
  by: Caller;
  path: string;
  method: string;
  body?: unknown;
  /** Types of the events, which are the actions of the rows. */
  events: string[];
  /** Where others than `by` act: the lifecycle. */
  actors?: string[];
  /** What is recorded besides, as an access. */
  accesses?: string[];
  keep?: string;
  /** What somebody outside of the portal has done. */
  before?: (knex: Audited['knexes'][Plugin]) => PromiseLike<unknown>;
}

export const SITE = 'resource:default/lab';
export const NODE = 'resource:default/node';
export const KEY =
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIM9nMKJs++mMQfL1gRxp5zIAll3cGfICKarnimfjGHuA somebody@laptop';
export const HOUR_MS = 3_600_000;
export const NOW = Date.now();
export const at = (hours: number) =>
  new Date(NOW + hours * HOUR_MS).toISOString();

export const step = (
  operation: string,
  by: Caller,
  request: string,
  body: unknown,
  events: string[],
  more: Partial<Step> = {},
): Step => {
  const [method, path] = request.split(' ');
  return { operation, by, method, path, body, events, ...more };
};
