import { z } from 'zod';

/** Entity refs of a person and of the groups they are in. */
export const claimsSchema = z.object({
  claims: z
    .array(z.string())
    .max(2000)
    .describe('Entity refs of the person and of their groups'),
});

export const sitesSchema = z.object({
  sites: z.array(z.string()).max(2000).describe('Entity refs of sites'),
});
