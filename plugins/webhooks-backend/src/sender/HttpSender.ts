import type dns from 'node:dns';
import { Agent, buildConnector, type Dispatcher } from 'undici';
import { AddressGuard } from './AddressGuard';
import { AddressRefusedError } from './AddressRefusedError';
import { describeError } from './describeError';
import { createGuardedLookup } from './guardedLookup';
import { literalAddress } from './literalAddress';
import { type BodyEnd, bodyText, readBounded } from './readBounded';
import type {
  ReceivedResponse,
  Sender,
  SendError,
  SendRequest,
  SendResult,
} from './types';

const MAX_HEADER_BYTES = 16 * 1024;

/*
 * Sends to receivers that are not trusted: they may be slow, large, broken, or
 * chosen by somebody who wants us to call our own network.
 *
 * Where a request goes is decided when a connection is made, in one place: the
 * connector. A host that is an address is checked there, a name by the lookup
 * that `net.connect` is given. Nothing follows a redirect, and no proxy of the
 * environment is used, so there is no second way out. A connection that is kept
 * open stays with the address that was checked.
 *
 * Time is bounded by one deadline for everything: resolving, connecting, TLS,
 * sending, headers and body. undici's own timeouts each cover a part and begin
 * anew with every byte, so a receiver that drips could hold them for ever; they
 * are off. The deadline is raced against, not only signalled, because undici
 * does not look at a signal before a connection exists.
 *
 * Memory is bounded by stopping to read: after `maxResponseBytes` the connection
 * is destroyed. Nothing is unpacked.
 *
 * Connections are pooled per origin, without a limit of their own: the engine
 * bounds how many deliveries an endpoint has under way, so one that hangs
 * holds its own connections and nobody else's.
 */
export class HttpSender implements Sender {
  readonly #agent: Agent;
  readonly #timeoutMs: number;
  readonly #maxResponseBytes: number;

  static create(options: {
    /** CIDRs that may be sent to although they are not public. */
    allowedAddresses: string[];
    /** For a whole request. */
    timeoutMs: number;
    /** What is read of a response's body. */
    maxResponseBytes: number;
    /** Stands in for `dns.lookup` in tests. */
    lookup?: typeof dns.lookup;
  }): HttpSender {
    return new HttpSender(options);
  }

  private constructor(options: Parameters<typeof HttpSender.create>[0]) {
    const { allowedAddresses, timeoutMs, maxResponseBytes, lookup } = options;
    this.#timeoutMs = timeoutMs;
    this.#maxResponseBytes = maxResponseBytes;
    this.#agent = new Agent({
      connect: guardedConnector(
        AddressGuard.create({ allowedAddresses }),
        timeoutMs,
        lookup,
      ),
      headersTimeout: 0,
      bodyTimeout: 0,
      maxHeaderSize: MAX_HEADER_BYTES,
      pipelining: 1,
    });
  }

  async send(options: SendRequest): Promise<SendResult> {
    const startedAt = performance.now();
    const deadline = AbortSignal.timeout(this.#timeoutMs);
    const signal = options.signal
      ? AbortSignal.any([deadline, options.signal])
      : deadline;
    const progress: Progress = { chunks: [] };
    let error: SendError | undefined;
    try {
      await untilAborted(signal, this.#exchange(options, signal, progress));
    } catch (cause) {
      error = signal.aborted ? this.#gaveUp(deadline) : describeError(cause);
    }
    const response = responseOf(progress);
    return {
      durationMs: Math.round(performance.now() - startedAt),
      response,
      error: error ?? redirectOf(response),
    };
  }

  /** Closes connections at once; deliveries under way fail. */
  async close(): Promise<void> {
    await this.#agent.destroy();
  }

  async #exchange(
    { url, headers, body }: SendRequest,
    signal: AbortSignal,
    progress: Progress,
  ): Promise<void> {
    const { origin, pathname, search, username, password } = new URL(url);
    if (username || password) {
      throw new AddressRefusedError('The URL holds a user name or password');
    }
    const answer = await this.#agent.request({
      origin,
      method: 'POST',
      path: `${pathname}${search}`,
      headers,
      body,
      signal,
      highWaterMark: this.#maxResponseBytes,
    });
    progress.head = {
      status: answer.statusCode,
      headers: flatten(answer.headers),
    };
    progress.end = await readBounded(
      answer.body,
      this.#maxResponseBytes,
      progress.chunks,
    );
  }

  #gaveUp(deadline: AbortSignal): SendError {
    return deadline.aborted
      ? {
          errorClass: 'timeout',
          message: `No complete answer within ${this.#timeoutMs} ms`,
          final: false,
        }
      : {
          errorClass: 'unknown',
          message: 'The request was given up before it was answered',
          final: false,
        };
  }
}

/** What has come so far; it is kept when the rest does not come. */
interface Progress {
  head?: Pick<ReceivedResponse, 'status' | 'headers'>;
  readonly chunks: Buffer[];
  end?: BodyEnd;
}

function responseOf({
  head,
  chunks,
  end,
}: Progress): ReceivedResponse | undefined {
  const truncated = end !== 'complete';
  return (
    head && {
      ...head,
      body: bodyText(Buffer.concat(chunks), truncated, head.headers),
      truncated,
    }
  );
}

function redirectOf(response?: ReceivedResponse): SendError | undefined {
  if (!response || response.status < 300 || response.status >= 400) {
    return undefined;
  }
  return {
    errorClass: 'redirect',
    message: `The receiver answered ${response.status}; redirects are not followed`,
    final: false,
  };
}

/** undici's connector behind the guard. */
function guardedConnector(
  guard: AddressGuard,
  timeoutMs: number,
  lookup?: typeof dns.lookup,
): buildConnector.connector {
  const connect = buildConnector({
    timeout: timeoutMs,
    lookup: createGuardedLookup(guard, lookup),
  });
  return (options, callback) => {
    // `net.connect` looks up names only, so an address is checked here.
    const address = literalAddress(options.hostname);
    const refusal = address && guard.refusal(address);
    if (refusal) {
      callback(
        new AddressRefusedError(`The host’s address is ${refusal}`),
        null,
      );
      return;
    }
    connect(options, callback);
  };
}

async function untilAborted<T>(
  signal: AbortSignal,
  work: Promise<T>,
): Promise<T> {
  // It ends on its own later; nobody waits for it then.
  work.catch(() => {});
  let giveUp = () => {};
  const aborted = new Promise<never>((_resolve, reject) => {
    giveUp = () => reject(signal.reason);
    signal.addEventListener('abort', giveUp, { once: true });
    if (signal.aborted) {
      giveUp();
    }
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}

function flatten(
  headers: Dispatcher.ResponseData['headers'],
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, [value].flat().join(', ')]],
    ),
  );
}
