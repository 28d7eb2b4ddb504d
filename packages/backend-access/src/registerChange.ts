import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { BodyChecker } from '@callboard/backend-openapi';
import type { z } from 'zod/v3';
import { actionContext, type CallContext } from './CallContext';

/*
 * Actions that do something with one thing are alike, too: its id is taken in
 * either case, the caller's right comes before what they say of it, and a retry
 * with the same key counts once.
 */

type Zod = typeof z;

export interface ChangeAction<
  Body extends z.ZodRawShape,
  Output extends z.AnyZodObject,
> {
  name: string;
  title: string;
  description: string;
  destructive: boolean;
  idempotent: boolean;
  /** Says what the id is of. */
  id: string;
  /** What is said of the change, and the schema that the document has for it. */
  body?: { fields: (zod: Zod) => Body; schema: string };
  output: (zod: Zod) => Output;
  /** Throws where the caller may not: before the body is looked at. */
  authorize?: (id: string, credentials: BackstageCredentials) => unknown;
  act: (
    id: string,
    body: z.infer<z.ZodObject<Body>>,
    context: CallContext,
  ) => Promise<z.infer<Output>>;
}

/** Offers an action that does something with the one thing of an id. */
export function registerChange<
  Output extends z.AnyZodObject,
  Body extends z.ZodRawShape = {},
>(
  registry: ActionsRegistryService,
  checkBody: BodyChecker,
  action: ChangeAction<Body, Output>,
): void {
  const { name, title, description, destructive, idempotent } = action;
  const said = action.body;
  registry.register({
    ...{ name, title, description },
    attributes: { readOnly: false, destructive, idempotent },
    schema: {
      input: zod =>
        zod.strictObject({
          id: zod.string().uuid().describe(action.id),
          ...said?.fields(zod),
          idempotencyKey: idempotencyKey(zod),
        }),
      output: (zod): z.AnyZodObject => action.output(zod),
    },
    action: async ({ input, credentials }) => {
      const { id: given, idempotencyKey: key, ...more } = input;
      const id = given.toLowerCase();
      const body = withoutUndefined(more) as z.infer<z.ZodObject<Body>>;
      await action.authorize?.(id, credentials);
      if (said) {
        checkBody(said.schema, body);
      }
      const context = actionContext(name, credentials, { id, ...body }, key);
      return { output: await action.act(id, body, context) };
    },
  });
}

export function idempotencyKey(zod: Zod) {
  return zod
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe(
      'Makes a retry safe: the same key and input give the first answer for 24 hours',
    );
}

/** As JSON would have it: what is undefined is not there. */
export function withoutUndefined<T extends object>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}
