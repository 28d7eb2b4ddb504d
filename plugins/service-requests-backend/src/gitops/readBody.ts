import type { IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { InputError } from '@backstage/errors';

/** More was sent than is taken. */
export class BodyTooLargeError extends Error {
  readonly name = 'BodyTooLargeError';
  readonly statusCode = 413;
}

/**
 * A request's body, inflated where it is gzipped.
 *
 * @throws BodyTooLargeError beyond `limit` bytes, counted after inflation.
 * @throws InputError where it does not come in time, or is not what it says.
 */
export async function readBody(
  request: IncomingMessage,
  options: { limit: number; signal: AbortSignal },
): Promise<Buffer> {
  const { limit, signal } = options;
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (!['identity', 'gzip', 'x-gzip'].includes(encoding)) {
    throw new InputError('The body may be gzipped, nothing else');
  }
  // Never the request itself: what ends reading would end the connection too.
  const stream = encoding === 'identity' ? new PassThrough() : createGunzip();
  request.on('error', error => stream.destroy(error));
  request.pipe(stream);
  const stop = () =>
    stream.destroy(new InputError('The body did not come in time'));
  signal.addEventListener('abort', stop);
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of stream) {
      size += chunk.length;
      if (size > limit) {
        throw new BodyTooLargeError(`The body is larger than ${limit} bytes`);
      }
      chunks.push(chunk);
    }
  } catch (error) {
    request.unpipe(stream);
    request.resume();
    throw error instanceof BodyTooLargeError
      ? error
      : new InputError('The body could not be read', error as Error);
  } finally {
    signal.removeEventListener('abort', stop);
  }
  return Buffer.concat(chunks);
}
