import { normaliseRef } from '@callboard/site-directory';
import type { AuditLogOperations } from '@callboard/backstage-plugin-audit-log-common';
import type { EntryFilter } from '../log';

type ListQuery = NonNullable<
  AuditLogOperations['listEntries']['parameters']['query']
>;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Epoch milliseconds of an instant that the document has checked. */
export function at(instant: string | undefined): number | undefined {
  return instant === undefined ? undefined : Date.parse(instant);
}

/** The filters of a list or an export. */
export function filterOf(
  query: Omit<ListQuery, 'cursor' | 'limit'>,
): EntryFilter {
  return {
    from: at(query.from),
    to: at(query.to),
    actor: query.actor,
    actions: query.action,
    subject: query.subject && subjectOf(query.subject),
    siteRef: query.site && normaliseRef(query.site, 'query.site'),
    plugin: query.plugin,
    kind: query.kind,
    outcomes: query.outcome,
    correlationId: query.correlation,
    q: query.q,
  };
}

/** As entity refs are written here; an aggregate (`booking:<id>`) stays as it is. */
export function subjectOf(text: string): string {
  const id = text.slice(text.indexOf(':') + 1);
  if (UUID.test(id)) {
    return text.toLowerCase();
  }
  return /^[a-z]+:[\w.-]+$/i.test(text) ? normaliseRef(text) : text;
}
