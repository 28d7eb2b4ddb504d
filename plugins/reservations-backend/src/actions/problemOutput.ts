import type { Problem } from '@callboard/backstage-plugin-reservations-common';
import type { z } from 'zod/v3';

/** What an action says of a problem. */
export const problemOutput = (zod: typeof z) =>
  zod.object({
    id: zod.string().describe('Id of the problem'),
    resourceRef: zod.string().describe('Entity ref'),
    title: zod.string(),
    status: zod.string().describe('open, acknowledged or resolved'),
    maintenanceId: zod.string().optional(),
  });

export function describeProblem(problem: Problem) {
  const { id, resourceRef, title, status, maintenanceId } = problem;
  return { id, resourceRef, title, status, maintenanceId };
}
