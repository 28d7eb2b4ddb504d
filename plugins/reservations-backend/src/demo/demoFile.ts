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
  /** The share of past bookings to which nobody came. */
  noShows: z.number().min(0).max(0.5).default(0),
  /** What the bookings of these people are charged to. */
  project: z
    .strictObject({ code: z.string(), people: z.array(ref) })
    .optional(),
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
  /** It waits for approval. */
  pending: z.boolean().default(false),
  parameters: parameters.default({}),
});

const projectSchema = z.strictObject({
  code: z.string(),
  title: z.string(),
  description: z.string().optional(),
  site: z.string().optional(),
  holders: z.array(ref).min(1),
  /** Days from its beginning until now, and in all. */
  since: z.int().min(0),
  lasts: z.int().min(1),
  /** Hours, or money of that currency; how much of it is left about. */
  budget: z.strictObject({
    currency: z.string().optional(),
    leaves: z.number(),
  }),
});

const certificationSchema = z.strictObject({
  name: z.string(),
  title: z.string(),
  description: z.string().optional(),
  site: z.string().optional(),
  validityMonths: z.int().min(1).optional(),
  /** `since` and `lasts` in days. */
  holders: z.array(
    z.strictObject({
      person: ref,
      since: z.int().min(0),
      lasts: z.int().min(1),
      evidence: z.string().optional(),
    }),
  ),
});

const grantSchema = z.strictObject({
  subject: ref,
  resource: z.string(),
  days: z.int().min(1),
  reason: z.string(),
});

const maintenanceSchema = z.strictObject({
  resource: z.string(),
  /** Days from the moment of loading, and how many hours it lasts. */
  inDays: z.int().min(1),
  hours: z.int().min(1),
  title: z.string(),
  reason: z.string().optional(),
});

const problemSchema = z.strictObject({
  resource: z.string(),
  reporter: ref,
  title: z.string(),
  description: z.string().optional(),
});

/** Either one resource, or any of a type in a site. */
const waitlistSchema = z.strictObject({
  owner: ref,
  resource: z.string().optional(),
  type: z.string().optional(),
  site: z.string().optional(),
  /** Days from the moment of loading, and within how many hours from then. */
  inDays: z.int().min(1),
  withinHours: z.int().min(1),
  hours: z.int().min(1),
  title: z.string(),
});

/** Local hours of the resource's site, from the day after loading. */
const seriesSchema = z.strictObject({
  resource: z.string(),
  owner: ref,
  title: z.string(),
  hour: z.int().min(0).max(23),
  hours: z.int().min(1),
  rule: z.string(),
});

// What a site and a type may say, the services know; here only that each is one.
const named = z.looseObject({ name: z.string(), title: z.string() });

const fileSchema = z.strictObject({
  sites: z.array(named),
  types: z.array(named),
  resources: z.array(resourceSchema),
  patterns: z.array(patternSchema),
  now: z.array(nowSchema),
  grants: z.array(grantSchema).default([]),
  projects: z.array(projectSchema).default([]),
  certifications: z.array(certificationSchema).default([]),
  maintenance: z.array(maintenanceSchema).default([]),
  problems: z.array(problemSchema).default([]),
  waitlist: z.array(waitlistSchema).default([]),
  series: z.array(seriesSchema).default([]),
});

/** How the resources of a type are used. */
export type UsagePattern = z.infer<typeof patternSchema>;

/** A booking relative to the moment of loading, in minutes. */
export type BookingAroundNow = z.infer<typeof nowSchema>;

/** Whom a resource is open to for so many days from the moment of loading. */
export type DemoGrant = z.infer<typeof grantSchema>;

export interface DemoFile {
  sites: NewSite[];
  types: NewResourceType[];
  /** Parents before their parts. */
  resources: NewResource[];
  patterns: UsagePattern[];
  now: BookingAroundNow[];
  grants: DemoGrant[];
  projects: z.infer<typeof projectSchema>[];
  certifications: z.infer<typeof certificationSchema>[];
  maintenance: z.infer<typeof maintenanceSchema>[];
  problems: z.infer<typeof problemSchema>[];
  waitlist: z.infer<typeof waitlistSchema>[];
  series: z.infer<typeof seriesSchema>[];
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
