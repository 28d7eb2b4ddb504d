import { readFile } from 'node:fs/promises';
import { InputError } from '@backstage/errors';
import { parse } from 'yaml';
import { z } from 'zod';

const said = z.strictObject({ by: z.string(), text: z.string() });

const fileSchema = z.array(
  z.strictObject({
    title: z.string(),
    /** Who asks; entity ref. */
    by: z.string(),
    owner: z.string().optional(),
    environment: z.string(),
    regions: z.array(z.string()).optional(),
    costCentre: z.string().optional(),
    reason: z.string().optional(),
    /** Days from now until what is made ends. */
    endInDays: z.number().int().positive().optional(),
    items: z
      .array(
        z.strictObject({
          offering: z.string(),
          operation: z.enum(['create', 'scale', 'update', 'decommission']),
          parameters: z.record(z.string(), z.unknown()).optional(),
          targetRef: z.string().optional(),
        }),
      )
      .min(1),
    comments: z.array(said).default([]),
    /** Then it is merged too. */
    approvedBy: z.array(z.string()).default([]),
    sentBack: said.optional(),
    /** For how long it has been waiting for a reviewer. */
    waitingHours: z.number().positive().optional(),
  }),
);

export type DemoRequest = z.infer<typeof fileSchema>[number];

/** Throws an InputError that names what cannot be understood. */
export async function readDemoFile(path: string): Promise<DemoRequest[]> {
  const result = fileSchema.safeParse(parse(await readFile(path, 'utf8')));
  if (!result.success) {
    throw new InputError(`${path}: ${z.prettifyError(result.error)}`);
  }
  return result.data;
}
