import type { NewAccess } from '@callboard/backstage-plugin-audit-log-common';
import { redactPath } from './redact';

/** What is read of a request; Express has it all. */
export interface RequestLike {
  method?: string;
  originalUrl?: string;
  ip?: string;
  get?(name: string): string | undefined;
}

/** A request as an entry shows it: from where, with what, and never its query. */
export function describeRequest(
  request: RequestLike,
): NonNullable<NewAccess['request']> {
  const userAgent = request.get?.('user-agent');
  return {
    method: request.method,
    path: redactPath(request.originalUrl ?? ''),
    ...(request.ip ? { ip: request.ip } : {}),
    ...(userAgent ? { userAgent: userAgent.slice(0, 300) } : {}),
  };
}
