import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import {
  type BodyChecker,
  checkJson,
  InvalidFieldsError,
  paged,
} from '@callboard/backend-openapi';
import type { z } from 'zod/v3';

/*
 * Actions that list are alike: the caller's right comes first, then what they
 * asked by, then a page. What one of them lists, by what and to whom is all that
 * is left to say.
 */

type Zod = typeof z;

/** What a list is asked by, and which page of it. */
export type ListQuery<Filters extends z.ZodRawShape> = z.infer<
  z.ZodObject<Filters>
> & { cursor?: string; limit: number };

export interface ListAction<
  Filters extends z.ZodRawShape,
  Item extends z.ZodTypeAny,
  Found,
> {
  name: string;
  title: string;
  description: string;
  filters: (zod: Zod) => Filters;
  /** The schema that the document has for a filter, or for each of several. */
  checks?: Partial<Record<keyof Filters, string>>;
  /** What the answer calls what is listed. */
  items: string;
  /** What the answer says of each. */
  item: (zod: Zod) => Item;
  /** Throws where the caller may see nothing of the kind. */
  authorize?: (credentials: BackstageCredentials) => unknown;
  list: (
    query: ListQuery<Filters>,
    credentials: BackstageCredentials,
  ) => Promise<{ items: Found[]; nextCursor?: string }>;
  describe: (found: Found) => z.infer<Item>;
}

/** Offers an action that gives a page of a list. */
export function registerList<
  Filters extends z.ZodRawShape,
  Item extends z.ZodTypeAny,
  Found,
>(
  registry: ActionsRegistryService,
  checkBody: BodyChecker,
  action: ListAction<Filters, Item, Found>,
): void {
  const { name, title, description, checks = {} } = action;
  registry.register({
    ...{ name, title, description },
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod =>
        zod.strictObject({ ...action.filters(zod), ...pageInput(zod) }),
      output: zod => {
        const shape: z.ZodRawShape = {
          [action.items]: zod.array(action.item(zod)),
          nextCursor: zod.string().optional(),
        };
        return zod.object(shape);
      },
    },
    action: async ({ input, credentials }) => {
      await action.authorize?.(credentials);
      checkJson(input);
      const query = paged(input as ListQuery<Filters>);
      for (const [filter, schema] of Object.entries<string>(checks)) {
        checkFilters(checkBody, { [filter]: [schema, query[filter]] });
      }
      const { items, nextCursor } = await action.list(query, credentials);
      return {
        output: { [action.items]: items.map(action.describe), nextCursor },
      };
    },
  });
}

/** Which page of a list an action is asked for. */
export function pageInput(zod: Zod) {
  return {
    cursor: zod
      .string()
      .max(2000)
      .optional()
      .describe('The nextCursor of the page before, with the same filters'),
    limit: zod
      .number()
      .int()
      .min(1)
      .max(500)
      .optional()
      .describe('50 if not given'),
  };
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
