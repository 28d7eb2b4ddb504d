import { isUtf8 } from 'node:buffer';
import express, {
  type Request,
  type RequestHandler,
  type Response,
} from 'express';
import {
  InvalidFieldsError,
  PayloadTooLargeError,
  UnsupportedMediaTypeError,
  invalidField,
} from './errors';

const JSON_TYPE =
  /^application\/json[ \t]*(?:;[ \t]*charset[ \t]*=[ \t]*"?utf-8"?[ \t]*)?$/i;

/** Reads a request's JSON body; `undefined` where there is none. */
export type BodyReader = (req: Request, res: Response) => Promise<unknown>;

/**
 * Reads JSON in UTF-8, compressed or not.
 *
 * @throws 400 malformed, 413 over the limit, 415 anything but JSON
 */
export function createBodyReader(limit: string): BodyReader {
  const readRaw = express.raw({ limit, type: () => true });
  return async (req, res) => {
    if (!hasBody(req)) {
      return undefined;
    }
    const type = req.headers['content-type'] ?? '';
    if (!JSON_TYPE.test(type)) {
      throw new UnsupportedMediaTypeError(
        'The body must be JSON in UTF-8: send it with Content-Type: application/json',
      );
    }
    await run(readRaw, req, res, limit);
    const bytes: unknown = req.body;
    return Buffer.isBuffer(bytes) && bytes.length > 0
      ? parse(bytes)
      : undefined;
  };
}

function hasBody(req: Request): boolean {
  return (
    req.headers['transfer-encoding'] !== undefined ||
    Number(req.headers['content-length'] ?? 0) > 0
  );
}

function run(
  handler: RequestHandler,
  req: Request,
  res: Response,
  limit: string,
): Promise<void> {
  return new Promise((resolve, reject) => {
    handler(req, res, (error?: unknown) =>
      error ? reject(translate(error, limit)) : resolve(),
    );
  });
}

function translate(error: unknown, limit: string): unknown {
  switch ((error as { status?: unknown }).status) {
    case 413:
      return new PayloadTooLargeError(
        `The body must not be larger than ${limit}`,
      );
    case 415:
      return new UnsupportedMediaTypeError(
        'The body must be sent as it is or with Content-Encoding gzip, deflate or br',
      );
    case 400:
      return new InvalidFieldsError([
        { field: 'body', message: 'body could not be read to its end' },
      ]);
    default:
      return error;
  }
}

function parse(bytes: Buffer): unknown {
  if (!isUtf8(bytes)) {
    throw invalidField('body', 'must be UTF-8');
  }
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw invalidField('body', 'must be well-formed JSON');
  }
}
