import { readFile } from 'node:fs/promises';
import { InputError } from '@backstage/errors';
import type {
  NewResource,
  NewResourceType,
  NewSite,
} from '@callboard/backstage-plugin-reservations-common';
import { parse } from 'yaml';
import { z } from 'zod';

const ref = z.string().regex(/^[a-z]+:[a-z-]+\/.+$/i);
const parameters = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean()]),
);

const resourceSchema = z.strictObject({
  name: z.string(),
  title: z.string(),
  copies: z.int().min(1).max(100).optional(),
  description: z.string().optional(),
  site: z.string(),
  type: z.string(),
  parent: z.string().optional(),
  status: z.enum(['active', 'maintenance', 'unavailable']).optional(),
  statusReason: z.string().optional(),
  capacity: z.int().min(1).optional(),
  owner: ref.optional(),
  location: z.string().optional(),
  attributes: z.record(z.string(), z.unknown()).optional(),
});

const patternSchema = z.strictObject({
  type: z.string(),
  perWeek: z.number().positive(),
  between: z.tuple([z.int().min(0).max(23), z.int().min(0).max(23)]),
  weekends: z.boolean().default(false),
  hours: z.array(z.number().positive()).min(1),
  units: z.array(z.int().min(1)).min(1).default([1]),
  people: z.array(ref).min(1),
  titles: z.array(z.string()).min(1),
  parameters: z.array(parameters).min(1).default([{}]),
});

const nowSchema = z.strictObject({
  resource: z.string(),
  startsIn: z.int(),
  lasts: z.int().min(1),
  units: z.int().min(1).default(1),
  owner: ref,
  title: z.string(),
  participants: z.array(ref).default([]),
  parameters: parameters.default({}),
});

// What a site and a type may say, the services know; here only that each is one.
const named = z.looseObject({ name: z.string(), title: z.string() });

const fileSchema = z.strictObject({
  sites: z.array(named),
  types: z.array(named),
  resources: z.array(resourceSchema),
  patterns: z.array(patternSchema),
  now: z.array(nowSchema),
});

/** How the resources of a type are used. */
export type UsagePattern = z.infer<typeof patternSchema>;

/** A booking relative to the moment of loading, in minutes. */
export type BookingAroundNow = z.infer<typeof nowSchema>;

export interface DemoFile {
  sites: NewSite[];
  types: NewResourceType[];
  /** Parents before their parts. */
  resources: NewResource[];
  patterns: UsagePattern[];
  now: BookingAroundNow[];
}

/** Throws an InputError that names what cannot be understood. */
export async function readDemoFile(path: string): Promise<DemoFile> {
  const result = fileSchema.safeParse(parse(await readFile(path, 'utf8')));
  if (!result.success) {
    throw new InputError(`${path}: ${z.prettifyError(result.error)}`);
  }
  const { resources, ...file } = result.data;
  return {
    ...(file as Omit<DemoFile, 'resources'>),
    resources: resources.flatMap(resource =>
      resource.copies === undefined
        ? [toNewResource(resource)]
        : Array.from({ length: resource.copies }, (_, index) =>
            toNewResource(resource, index + 1),
          ),
    ),
  };
}

export function refOf(name: string): string {
  return `resource:default/${name}`;
}

function toNewResource(
  { copies: _, site, parent, ...rest }: z.infer<typeof resourceSchema>,
  n?: number,
): NewResource {
  const numbered = (text: string) => text.replaceAll('{n}', String(n));
  return {
    ...(rest as Partial<NewResource>),
    name: numbered(rest.name),
    title: numbered(rest.title),
    type: rest.type,
    siteRef: refOf(site),
    parentRef: parent && refOf(parent),
  };
}
