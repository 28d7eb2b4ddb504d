import type { JsonObject } from '@backstage/types';

export type ImportKind = 'site' | 'type' | 'resource';

/** What is wrong with a line, as a sentence for a person. */
export interface LineProblem {
  /** The column or key. */
  field?: string;
  message: string;
}

/**
 * One thing of a file, in the words of the file: `site` and `parent` are names.
 * What a line does not say is absent.
 */
export interface ImportLine {
  /** Where it is in the file, from 1. */
  line: number;
  kind?: ImportKind;
  name?: string;
  values: JsonObject;
  problem?: LineProblem;
}

const COMMON = ['name', 'title', 'description'];

/** What a thing of each kind can say. */
export const FIELDS: Record<ImportKind, readonly string[]> = {
  site: [
    ...COMMON,
    'visibility',
    'timeZone',
    'openingHours',
    'admins',
    'members',
    'usageReports',
  ],
  type: [
    ...COMMON,
    'site',
    'colour',
    'setupMinutes',
    'teardownMinutes',
    'instructions',
    'attributesSchema',
    'bookingParametersSchema',
    'policyDefaults',
    'rates',
  ],
  resource: [
    ...COMMON,
    'site',
    'type',
    'parent',
    'status',
    'statusReason',
    'capacity',
    'owner',
    'location',
    'attributes',
    'policies',
    'rates',
  ],
};

/** Throws nothing: what a kind cannot say is the line's problem. */
export function strayField(
  kind: ImportKind,
  values: JsonObject,
): LineProblem | undefined {
  const stray = Object.keys(values).find(key => !FIELDS[kind].includes(key));
  return stray === undefined
    ? undefined
    : { field: stray, message: `A ${kind} has no ${stray}.` };
}
