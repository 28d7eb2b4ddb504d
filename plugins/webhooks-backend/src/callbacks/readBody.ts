import { isUtf8 } from 'node:buffer';
import {
  checkJson,
  InvalidFieldsError,
  invalidField,
} from '@callboard/backend-openapi';
import type { ProvisioningReport } from '@callboard/backstage-plugin-reservations-common';
import { z } from 'zod';

/** What a report says about setting something up. */
export type Said = Pick<
  ProvisioningReport,
  'status' | 'message' | 'access' | 'notify'
>;

const MAX_TEXT = 2000;
const MAX_ACCESS = 20;

/** `undefined` for what is no JSON in UTF-8. */
export function parseJson(rawBody: Buffer): unknown {
  if (!isUtf8(rawBody)) {
    return undefined;
  }
  try {
    return JSON.parse(rawBody.toString('utf8'));
  } catch {
    return undefined;
  }
}

const absent = z.null().transform(() => undefined);
const text = z.string().max(MAX_TEXT);
const scalar = z
  .union([text, z.number(), z.boolean()], 'must be a text')
  .transform(String);
const access = z
  .record(z.string().min(1).max(60), scalar)
  .refine(given => Object.keys(given).length <= MAX_ACCESS, {
    message: `must not have more than ${MAX_ACCESS} entries`,
  });

const standardBody = z.object({
  status: z.enum(['provisioning', 'ready', 'failed']),
  message: z.union([text, absent]).optional(),
  access: z
    .union(
      [text.transform(details => ({ details })), access, absent],
      `must be a text, or an object of at most ${MAX_ACCESS} texts of at most ${MAX_TEXT} characters`,
    )
    .optional(),
});

/** @throws InputError (400) naming the fields */
export function readStandard(rawBody: Buffer): Said {
  return read(standardBody, parseJson(rawBody));
}

function read<T>(schema: z.ZodType<T>, body: unknown): T {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw invalidField('body', 'must be a JSON object');
  }
  checkJson(body);
  const { data, error } = schema.safeParse(body);
  if (error) {
    throw new InvalidFieldsError(
      error.issues.map(({ path, message }) => {
        const field = path.join('/') || 'body';
        return { field, message: `${field}: ${message}` };
      }),
    );
  }
  return data as T;
}

/** A whole number as the older service wrote one: `17` or `"17"`. */
export function readAlias(value: unknown): number | undefined {
  const alias =
    typeof value === 'string' && /^\d{1,15}$/.test(value)
      ? Number(value)
      : value;
  return Number.isSafeInteger(alias) && (alias as number) > 0
    ? (alias as number)
    : undefined;
}

type Fields = Record<string, unknown>;

/**
 * A notification of an older receiver: the message, and what its type or
 * severity says of the state. A word that says neither leaves the state alone.
 *
 * @throws InputError (400) where there is no message
 */
export function readLegacyNotification(body: Fields): Said {
  checkJson(body);
  const message = textOf(body.message ?? body.title ?? body.text);
  if (message === undefined) {
    throw invalidField('message', 'must be a text');
  }
  const word = `${textOf(body.severity) ?? ''} ${textOf(body.type) ?? ''}`;
  return { status: statusIn(word), message, notify: true };
}

/**
 * What an older receiver made of an event: `success`, or else its status code.
 *
 * @throws InputError (400) where it says neither
 */
export function readLegacyLog(body: Fields): Said {
  checkJson(body);
  const success = successIn(body);
  if (success === undefined) {
    throw invalidField('statusCode', 'must be a number, or success a boolean');
  }
  return {
    status: success ? 'ready' : 'failed',
    message: textOf(body.message ?? body.error ?? body.response),
  };
}

function successIn({ success, statusCode }: Fields): boolean | undefined {
  if (typeof success === 'boolean') {
    return success;
  }
  const code = statusCode === null ? NaN : Number(statusCode);
  return Number.isInteger(code) ? code >= 200 && code < 300 : undefined;
}

function statusIn(word: string): Said['status'] {
  if (/error|fail|critical/i.test(word)) {
    return 'failed';
  }
  return /success|ready|complete/i.test(word) ? 'ready' : undefined;
}

function textOf(value: unknown): string | undefined {
  const whole = typeof value === 'object' ? JSON.stringify(value) : value;
  if (whole === undefined || value === null || value === '') {
    return undefined;
  }
  return String(whole).slice(0, MAX_TEXT).toWellFormed();
}
