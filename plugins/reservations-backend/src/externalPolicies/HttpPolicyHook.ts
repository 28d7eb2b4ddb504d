import { createHmac, randomUUID } from 'node:crypto';
import type {
  BookingPolicy,
  BookingPolicyAnswer,
  BookingQuestion,
} from '@callboard/backstage-plugin-reservations-node';

const MAX_ANSWER_BYTES = 16 * 1024;
const SECRET_PREFIX = 'whsec_';

export interface PolicyHookOptions {
  name: string;
  title: string;
  url: string;
  secret?: string;
  timeoutMs?: number;
  onError: 'deny' | 'allow';
  types?: string[];
  sites?: string[];
}

/**
 * A service that is asked over HTTP whether something may be booked: 204 allows
 * it, 403 with `{ "message": "…" }` refuses it. Anything else is no answer, as
 * is a redirection: it is not followed.
 *
 * With a secret, requests are signed as webhooks are (Standard Webhooks:
 * `webhook-id`, `webhook-timestamp`, `webhook-signature`).
 */
export class HttpPolicyHook implements BookingPolicy {
  readonly name: string;
  readonly title: string;
  readonly types?: string[];
  readonly sites?: string[];
  readonly timeoutMs?: number;
  readonly onError: 'deny' | 'allow';
  readonly #url: string;
  readonly #secret?: string;

  private constructor(options: PolicyHookOptions) {
    this.name = options.name;
    this.title = options.title;
    this.types = options.types;
    this.sites = options.sites;
    this.timeoutMs = options.timeoutMs;
    this.onError = options.onError;
    this.#url = options.url;
    this.#secret = options.secret;
  }

  static create(options: PolicyHookOptions): HttpPolicyHook {
    return new HttpPolicyHook(options);
  }

  async decide(
    question: BookingQuestion,
    { signal }: { signal: AbortSignal },
  ): Promise<BookingPolicyAnswer> {
    const at = new Date();
    const body = JSON.stringify({
      type: 'booking.policy',
      timestamp: at.toISOString(),
      data: question,
    });
    const response = await fetch(this.#url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(this.#secret ? sign(this.#secret, at, body) : {}),
      },
      body,
      redirect: 'manual',
      signal,
    });
    if (response.status === 204) {
      return { result: 'allow' };
    }
    const text = await readBounded(response);
    if (response.status !== 403) {
      throw new Error(`It answered ${response.status}`);
    }
    const message = messageOf(text);
    if (message === undefined) {
      throw new Error('It answered 403 without a message');
    }
    return { result: 'deny', message };
  }
}

function sign(secret: string, at: Date, body: string): Record<string, string> {
  const id = `msg_${randomUUID()}`;
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const key = secret.startsWith(SECRET_PREFIX)
    ? Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64')
    : Buffer.from(secret, 'utf8');
  const signature = createHmac('sha256', key)
    .update(`${id}.${timestamp}.${body}`, 'utf8')
    .digest('base64');
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  };
}

/** What is too long is neither read to its end nor waited for. */
async function readBounded(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true };
    if (done || !value) {
      return Buffer.concat(chunks).toString('utf8');
    }
    size += value.length;
    if (size > MAX_ANSWER_BYTES) {
      await reader?.cancel();
      throw new Error(`It answered more than ${MAX_ANSWER_BYTES} bytes`);
    }
    chunks.push(value);
  }
}

function messageOf(text: string): string | undefined {
  try {
    const message = JSON.parse(text)?.message;
    return typeof message === 'string' && message.trim() !== ''
      ? message.trim()
      : undefined;
  } catch {
    return undefined;
  }
}
