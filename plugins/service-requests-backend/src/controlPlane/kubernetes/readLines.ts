import type { IncomingMessage } from 'node:http';
import { StringDecoder } from 'node:string_decoder';

const MAX_LINE_CHARS = 16 * 1024 * 1024;

/** Nothing came for so long that the connection is taken for dead. */
export class SilenceError extends Error {
  override name = 'SilenceError';
}

/**
 * The lines of a stream, in batches as they arrive. The next is read only when
 * the last is dealt with, so a flood waits at the server. A last line without
 * an end is half a line, and is dropped.
 *
 * @throws SilenceError where nothing arrives for `silenceMs`: TCP says nothing of a peer that has vanished.
 */
export async function* readLines(
  stream: IncomingMessage,
  silenceMs: number,
): AsyncGenerator<string[]> {
  const decoder = new StringDecoder('utf8');
  const timer = setTimeout(
    () => stream.destroy(new SilenceError(`Nothing for ${silenceMs} ms`)),
    silenceMs,
  );
  let rest = '';
  try {
    for await (const chunk of stream) {
      timer.refresh();
      const lines = (rest + decoder.write(chunk)).split('\n');
      rest = lines.pop()!;
      if (rest.length > MAX_LINE_CHARS) {
        throw new Error('The API sent a line without an end');
      }
      const whole = lines.filter(line => line.trim() !== '');
      if (whole.length > 0) {
        yield whole;
        timer.refresh();
      }
    }
  } finally {
    clearTimeout(timer);
    stream.destroy();
  }
}
