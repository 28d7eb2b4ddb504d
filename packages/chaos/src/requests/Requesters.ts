import { randomUUID } from 'node:crypto';
import { sleep } from '@callboard/workspace/processes.mjs';
import { ADMIN, DEVELOPER } from '../environment/configuration';
import type { Backend } from '../environment/Backend';

/** What somebody has asked for, whatever became of it. */
export interface Wish {
  key: string;
  /** Of the service, and of the request. */
  name: string;
  environment: 'dev' | 'staging';
  /** Once the portal has answered. */
  id?: string;
  status?: string;
}

/** A developer who asks for databases and a reviewer who lets them have them, over HTTP, until it dies. */
export class Requesters {
  readonly wishes: Wish[] = [];
  /** Answers that are no answer to what was asked. */
  readonly oddities: string[] = [];
  readonly #backend: Backend;

  static create(backend: Backend): Requesters {
    return new Requesters(backend);
  }

  private constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** Until the signal, or the end of the backend. */
  async act(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && this.#backend.running) {
      this.#wishOnce();
      await this.bringForward(signal);
      await sleep(20);
    }
  }

  /** Everything that is not there yet, by one step. Who got no answer asks again, as the same request. */
  async bringForward(signal?: AbortSignal): Promise<void> {
    const open = this.wishes.filter(({ status }) => status !== 'ready');
    // The newest first: what waits for a lease of the dead waits for longer.
    for (const wish of open.reverse().slice(0, 12)) {
      if (signal?.aborted || !this.#backend.running) {
        return;
      }
      try {
        await this.#bring(wish);
      } catch {
        // No answer: it has died.
      }
    }
  }

  get ready(): boolean {
    return this.wishes.every(({ status }) => status === 'ready');
  }

  #wishOnce(): void {
    const n = this.wishes.length;
    this.wishes.push({
      key: randomUUID(),
      name: `db-${n}`,
      environment: n % 2 === 0 ? 'dev' : 'staging',
    });
  }

  async #bring(wish: Wish): Promise<void> {
    if (!wish.id) {
      const { id } = await this.#ask(DEVELOPER, 'POST', '', wish.key, {
        title: wish.name,
        environment: wish.environment,
        region: 'eu-west-1',
        submit: true,
        items: [
          {
            offering: 'postgresql',
            operation: 'create',
            parameters: { name: wish.name, instanceClass: 'db.t4g.micro' },
          },
        ],
      });
      wish.id = id;
      return;
    }
    const { status, revision, manifestHash } = await this.#ask(
      ADMIN,
      'GET',
      `/${wish.id}`,
    );
    wish.status = status;
    if (status === 'submitted') {
      const body = { revision, manifestHash };
      const key = `approve-${wish.key}`;
      await this.#ask(ADMIN, 'POST', `/${wish.id}/approve`, key, body);
    } else if (status === 'pr_open' && wish.environment === 'staging') {
      await this.#ask(ADMIN, 'POST', `/${wish.id}/merge`);
    }
  }

  async #ask(
    who: string,
    method: string,
    route: string,
    key?: string,
    body?: object,
  ): Promise<Record<string, any>> {
    const answer = await this.#backend.call(
      method,
      `/service-requests/requests${route}`,
      body,
      key ? { 'idempotency-key': key } : {},
      who,
    );
    // Somebody who died may have begun it: 409.
    if (answer.status >= 300 && ![409, 503].includes(answer.status)) {
      this.oddities.push(`${method} ${route}: ${answer.status} ${answer.text}`);
    }
    return answer.body;
  }
}
