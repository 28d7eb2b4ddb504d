import type { Entry } from '@callboard/backstage-plugin-audit-log-common';
import type { z } from 'zod/v3';

/** What an action says of an entry. */
export const entryOutput = (zod: typeof z) =>
  zod.object({
    id: zod.string(),
    position: zod.number().describe('Its place in the chain'),
    at: zod.string().describe('RFC 3339, UTC'),
    plugin: zod.string(),
    kind: zod.string(),
    action: zod.string(),
    outcome: zod.string(),
    actor: zod.string(),
    subject: zod
      .object({
        kind: zod.string(),
        id: zod.string().optional(),
        ref: zod.string().optional(),
        title: zod.string().optional(),
      })
      .optional(),
    siteRefs: zod.array(zod.string()),
    changed: zod.array(zod.string()).describe('Fields that it changed'),
    link: zod.string().describe('Path of the entry in the portal'),
  });

export function describeEntry(entry: Entry) {
  return {
    id: entry.id,
    position: entry.position,
    at: entry.at,
    plugin: entry.plugin,
    kind: entry.kind,
    action: entry.action,
    outcome: entry.outcome,
    actor: entry.actor,
    subject: entry.subject,
    siteRefs: entry.siteRefs,
    changed: entry.changed,
    link: `/audit-log?entry=${entry.id}`,
  };
}
