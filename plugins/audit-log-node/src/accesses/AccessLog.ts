import type { NewAccess } from '@callboard/backstage-plugin-audit-log-common';

/** An access to be recorded; its id and, where not given, its time are added. */
export type Access = Omit<NewAccess, 'id' | 'at'> & { at?: Date };

/**
 * Records who was let in, turned away, or shown something that not everybody
 * sees. What changes something is an event of the plugin's outbox instead.
 *
 * Recording never throws and never waits. Entries are kept in memory until the
 * audit log has them, a bounded number of them; what is lost is counted, and the
 * count recorded.
 */
export interface AccessLog {
  record(access: Access): void;
  /**
   * Records nothing if the same `key` was recorded less than `withinMs`
   * milliseconds ago by this process: for what is looked at again and again.
   */
  recordOnce(key: string, withinMs: number, access: Access): void;
}

/** Of a portal without the audit log. */
export const NO_ACCESS_LOG: AccessLog = {
  record: () => {},
  recordOnce: () => {},
};
