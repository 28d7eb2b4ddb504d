import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import type { OutboxSink } from '@callboard/backend-outbox';
import { PluginRequests } from '@callboard/plugin-requests';
import { EventBatcher } from './EventBatcher';

/** The sink that hands a plugin's events to the audit log. */
export const AUDIT_LOG_SINK_ID = 'audit-log';

/**
 * A sink of a plugin's outbox relay that records every event in the audit log.
 * Added to an installation that has been running, it begins with everything that
 * is still stored: the record goes back as far as it can.
 */
export function createAuditLogSink(options: {
  discovery: DiscoveryService;
  auth: AuthService;
}): OutboxSink {
  const batcher = EventBatcher.create(
    PluginRequests.create({ ...options, target: 'audit-log' }),
  );
  return {
    id: AUDIT_LOG_SINK_ID,
    start: 'replay',
    // Nobody waits for the record, and it is written in large pieces.
    concurrency: 200,
    gatherMs: 250,
    patienceMs: 50,
    deliver: (event, signal) => batcher.send(event, signal),
  };
}
