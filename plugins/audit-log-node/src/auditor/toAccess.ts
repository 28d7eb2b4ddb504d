import type { AuditorEvent } from '@backstage/backend-defaults/auditor';
import type { JsonObject } from '@backstage/types';
import type { NewAccess } from '@callboard/backstage-plugin-audit-log-common';
import type { Access } from '../accesses/AccessLog';
import { describeRequest } from '../accesses/describeRequest';

/** What an entry says besides what the auditor's event has a field for. */
export type AuditedAs = Pick<NewAccess, 'subject' | 'siteRefs' | 'refs'> & {
  /** Who did it, where no request says so, as in an action. */
  actor?: string;
  /** In place of `<plugin>.<eventId>`. */
  action?: string;
};

const KEY = 'callboardAuditLog';
const REFUSALS = ['NotAllowedError', 'AuthenticationError'];

/**
 * For the `meta` of an auditor's event: names what was done, and to what, as the
 * audit log's filters know it.
 */
export function auditedAs(what: AuditedAs): JsonObject {
  return { [KEY]: JSON.parse(JSON.stringify(what)) };
}

/** The entry for an event that has come to an end; one is enough for each. */
export function toAccess(event: AuditorEvent): Access | undefined {
  if (event.status === 'initiated') {
    return undefined;
  }
  const { [KEY]: lifted, ...meta } = event.meta ?? {};
  const { action, actor, ...what } = (lifted ?? {}) as AuditedAs;
  const error = 'error' in event ? event.error : undefined;
  return {
    ...what,
    action: action ?? `${event.plugin}.${event.eventId}`,
    outcome: error ? outcomeOf(error) : 'succeeded',
    actor: (!event.request && actor) || (event.actor.actorId ?? 'anonymous'),
    severity: event.severityLevel,
    request: requestOf(event),
    data: {
      ...meta,
      ...(error ? { error: { name: error.name, message: error.message } } : {}),
    },
  };
}

function outcomeOf(error: Error): Access['outcome'] {
  return REFUSALS.includes(error.name) ? 'denied' : 'failed';
}

function requestOf({ actor, request }: AuditorEvent) {
  return request
    ? describeRequest({
        method: request.method,
        originalUrl: request.url,
        ip: actor.ip,
        get: () => actor.userAgent,
      })
    : undefined;
}
