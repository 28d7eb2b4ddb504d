import { readFile } from 'node:fs/promises';
import { InputError } from '@backstage/errors';
import { parse } from 'yaml';
import { z } from 'zod';

const scope = z.strictObject({
  kind: z.enum(['all', 'site', 'type', 'resource']),
  ref: z.string().optional(),
  siteRef: z.string().optional(),
});

const fileSchema = z.strictObject({
  endpoints: z.array(
    z.strictObject({
      /** Which of the demo's receivers it points at. */
      receiver: z.string().regex(/^[a-z0-9-]+$/),
      title: z.string(),
      description: z.string(),
      eventTypes: z.array(z.string()).min(1),
      scope,
      owner: z.string(),
      secret: z.string().startsWith('whsec_'),
    }),
  ),
});

export type DemoEndpoint = z.infer<typeof fileSchema>['endpoints'][number];

/** Throws an InputError that names what cannot be understood. */
export async function readDemoFile(path: string): Promise<DemoEndpoint[]> {
  const result = fileSchema.safeParse(parse(await readFile(path, 'utf8')));
  if (!result.success) {
    throw new InputError(`${path}: ${z.prettifyError(result.error)}`);
  }
  return result.data.endpoints;
}
