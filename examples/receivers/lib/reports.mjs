/**
 * Reports back to the portal, by the `callbackUrl` of a delivery. They are kept
 * in the receiver's state until the portal has answered, and sent one after the
 * other, so that neither a restart nor a portal that is away loses one and
 * `ready` never arrives before `provisioning`. A report keeps its webhook-id when
 * it is sent again; 409 then says that the portal has it already.
 */
import { randomUUID } from 'node:crypto';
import { readSecret } from './secret.mjs';
import { sign } from './signature.mjs';

const TIMEOUT_MS = 10_000;
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 60_000;

export class Reports {
  #store;
  #sending = false;
  #waitMs = FIRST_WAIT_MS;

  static create(store) {
    return new Reports(store);
  }

  constructor(store) {
    this.#store = store;
  }

  /** Into a draft of the state; sent when that has been kept and `wake` called. */
  add(draft, url, { status, message, access }) {
    if (url) {
      const body = JSON.stringify({ status, message, access });
      draft.reports.push({ id: randomUUID(), url, body });
    }
  }

  /** Sends what is there, unless that is already going on. */
  wake() {
    if (!this.#sending) {
      this.#sending = true;
      this.#sendAll().catch(error => console.error(error));
    }
  }

  async #sendAll() {
    try {
      while (await this.#sendNext());
    } finally {
      this.#sending = false;
    }
  }

  /** Answers whether to go on. */
  async #sendNext() {
    const [report] = this.#store.state.reports;
    if (!report) {
      return false;
    }
    const problem = await post(report);
    if (problem?.again) {
      console.log(`Report not delivered, later again: ${problem.message}`);
      setTimeout(() => this.wake(), this.#waitMs).unref();
      this.#waitMs = Math.min(this.#waitMs * 2, LONGEST_WAIT_MS);
      return false;
    }
    if (problem) {
      console.log(`Report refused, given up: ${problem.message}`);
    }
    this.#waitMs = FIRST_WAIT_MS;
    await this.#store.update(async draft => {
      draft.reports = draft.reports.filter(({ id }) => id !== report.id);
    });
    return true;
  }
}

async function post({ id, url, body }) {
  try {
    const secret = await readSecret();
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...sign(id, body, secret),
      },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.body?.cancel();
    if (response.ok || response.status === 409) {
      return undefined;
    }
    return {
      message: `HTTP ${response.status}`,
      again: response.status >= 500 || [408, 429].includes(response.status),
    };
  } catch (error) {
    return { message: error.cause?.message ?? error.message, again: true };
  }
}
