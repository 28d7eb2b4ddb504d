import type { Project } from '@callboard/backstage-plugin-reservations-common';
import type { z } from 'zod/v3';

/** What an action says of a project. */
export const projectOutput = (zod: typeof z) =>
  zod.object({
    code: zod.string(),
    title: zod.string(),
    holders: zod.array(zod.string()).describe('Entity refs'),
    from: zod.string().describe('RFC 3339, UTC'),
    until: zod.string().optional().describe('RFC 3339, UTC'),
    budget: zod.object({
      kind: zod.string().describe('hours or money'),
      amount: zod.number(),
      currency: zod.string().optional(),
    }),
    used: zod.number().describe('By bookings that are over'),
    planned: zod.number().describe('By bookings under way or to come'),
    remaining: zod.number(),
    archived: zod.boolean(),
  });

export function describeProject(project: Project) {
  const { code, title, holders, from, until, budget, usage, archived } =
    project;
  return { code, title, holders, from, until, budget, ...usage, archived };
}

/** How an action is given a budget. */
export const budgetInput = (zod: typeof z) =>
  zod.strictObject({
    kind: zod.enum(['hours', 'money']),
    amount: zod.number().min(0),
    currency: zod.string().optional().describe('ISO 4217; of money only'),
  });
