import { CustomErrorBase, InputError } from '@backstage/errors';

/** What is wrong with one field, as a sentence for a person. */
export interface FieldError {
  /** `title`, `resourceRefs/0`; outside the body `query.limit`, `path.id`, `header.If-Match`. */
  field: string;
  message: string;
}

/** What an error answer carries at its top level, beside `error`, `request` and `response`. */
export interface ErrorDetails {
  fields?: FieldError[];
  verdicts?: unknown[];
  conflicts?: unknown[];
  suggestions?: unknown[];
}

/** Gives any error the details its answer shall carry. */
export function withDetails<E extends Error>(
  error: E,
  details: ErrorDetails,
): E & { details: ErrorDetails } {
  return Object.assign(error, { details });
}

/** What somebody was refused, for the record; the caller does not hear it. */
export interface Refused {
  /** What it is: `booking`, `site`. */
  kind?: string;
  /** Its id or entity ref. */
  ref?: string;
  /** What they wanted with it: `cancel this booking`. */
  what?: string;
  /** It is there, and the caller is told that it is not. */
  hidden?: boolean;
}

const REFUSED = Symbol.for('callboard.refused');

/** Says of an error what it refuses; see `onRefused` of the router. */
export function refusing<E extends Error>(error: E, refused: Refused): E {
  // Not enumerable, and a symbol: no serialisation of the error shows it.
  return Object.defineProperty(error, REFUSED, { value: refused });
}

/** What an error refuses, if that was said of it. */
export function refusedBy(error: unknown): Refused | undefined {
  return (error as { [REFUSED]?: Refused } | undefined)?.[REFUSED];
}

const FIELDS_IN_MESSAGE = 3;

/** 400, naming the fields. */
export class InvalidFieldsError extends InputError {
  readonly details: { fields: FieldError[] };

  constructor(fields: FieldError[]) {
    const named = fields.slice(0, FIELDS_IN_MESSAGE).map(f => f.message);
    const more = fields.length - named.length;
    super(named.join('; ') + (more > 0 ? `; and ${more} more` : ''));
    this.details = { fields };
  }
}

/** A 400 for one field; `problem` follows the field's name: `must not be empty`. */
export function invalidField(
  field: string,
  problem: string,
): InvalidFieldsError {
  return new InvalidFieldsError([{ field, message: `${field} ${problem}` }]);
}

/** 412: the object has changed since the caller saw it. */
export class PreconditionFailedError extends CustomErrorBase {
  name = 'PreconditionFailedError' as const;
  readonly statusCode = 412;
}

/** 428: the request needs `If-Match`. */
export class PreconditionRequiredError extends CustomErrorBase {
  name = 'PreconditionRequiredError' as const;
  readonly statusCode = 428;
}

/** 422: well formed, but not to be processed as it stands. */
export class UnprocessableError extends CustomErrorBase {
  name = 'UnprocessableError' as const;
  readonly statusCode = 422;
}

/** 405: the path exists, the method does not. */
export class MethodNotAllowedError extends CustomErrorBase {
  name = 'MethodNotAllowedError' as const;
  readonly statusCode = 405;
}

/** 413: the body is over the limit. */
export class PayloadTooLargeError extends CustomErrorBase {
  name = 'PayloadTooLargeError' as const;
  readonly statusCode = 413;
}

/** 415: the body is not JSON in UTF-8. */
export class UnsupportedMediaTypeError extends CustomErrorBase {
  name = 'UnsupportedMediaTypeError' as const;
  readonly statusCode = 415;
}
