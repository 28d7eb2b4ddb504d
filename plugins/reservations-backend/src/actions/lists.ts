import {
  type BodyChecker,
  checkJson,
  InvalidFieldsError,
  paged,
} from '@callboard/backend-openapi';
import type { z } from 'zod/v3';

type Zod = typeof z;

export const words = (zod: Zod) =>
  zod
    .string()
    .max(200)
    .optional()
    .describe('Words of the title, the name or what is said of it');

export const entityRefs = (zod: Zod) =>
  zod.array(zod.string()).max(100).optional();

/** A page of a list; see {@link paging}. */
export const pageInput = (zod: Zod) => ({
  cursor: zod
    .string()
    .max(1000)
    .optional()
    .describe('The nextCursor of the page before, with the same filters'),
  limit: zod
    .number()
    .int()
    .min(1)
    .max(500)
    .optional()
    .describe('50 if not given'),
});

/** What a list was asked for, with its limit; throws where no text can be stored so. */
export function paging<T extends { limit?: number }>(
  input: T,
): T & { limit: number } {
  checkJson(input);
  return paged(input);
}

type Filter = [schema: string, value: string | string[] | undefined];

/**
 * Checks filters, each by the schema that the document has for it.
 *
 * @throws InputError (400) naming the filter
 */
export function checkFilters(
  checkBody: BodyChecker,
  filters: Record<string, Filter>,
): void {
  for (const [name, [schema, value]] of Object.entries(filters)) {
    for (const one of value === undefined ? [] : [value].flat()) {
      naming(name, () => checkBody(schema, one));
    }
  }
}

function naming(field: string, check: () => void): void {
  try {
    check();
  } catch (error) {
    if (!(error instanceof InvalidFieldsError)) {
      throw error;
    }
    throw new InvalidFieldsError(
      error.details.fields.map(({ message }) => ({
        field,
        message: message.replace(/^\S+/, field),
      })),
    );
  }
}
