import type { Readable } from 'node:stream';

export type BodyEnd = 'complete' | 'cut';

/**
 * Reads up to `limit` bytes into `into` and then destroys the stream, and with
 * it the connection: the rest is neither read nor waited for. When the stream
 * fails, `into` still holds what came before.
 */
export async function readBounded(
  body: Readable,
  limit: number,
  into: Buffer[],
): Promise<BodyEnd> {
  body.on('error', () => {});
  let room = limit;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    // A copy: a small chunk may be a view that keeps a large buffer alive.
    into.push(Buffer.from(chunk.subarray(0, room)));
    if (chunk.length > room) {
      // Leaving the loop destroys the stream.
      return 'cut';
    }
    room -= chunk.length;
  }
  return 'complete';
}

/**
 * A body as text for the log. A compressed one is not unpacked: we ask for none,
 * so it is a mistake or a bomb, and its size is all there is to say.
 */
export function bodyText(
  bytes: Buffer,
  truncated: boolean,
  headers: Record<string, string>,
): string {
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding.toLowerCase() !== 'identity' && bytes.length > 0) {
    return `(${bytes.length} bytes in ${encoding}, not unpacked)`;
  }
  const text = decoderFor(headers['content-type']).decode(bytes, {
    // Half a character at the cut is left out instead of shown as a question mark.
    stream: truncated,
  });
  // PostgreSQL cannot store U+0000.
  return text.replaceAll('\0', '\ufffd');
}

function decoderFor(contentType: string = ''): TextDecoder {
  const charset = /charset=["']?([\w.:-]+)/i.exec(contentType)?.[1];
  try {
    return new TextDecoder(charset ?? 'utf-8');
  } catch {
    return new TextDecoder();
  }
}
