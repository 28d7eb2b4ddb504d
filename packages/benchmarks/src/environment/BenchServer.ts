import { sleep } from '@callboard/workspace/processes.mjs';
import { BENCH_PATH, WITH_AUDIT_LOG, WITH_WEBHOOKS } from '../protocol';
import { BackendProcess } from './BackendProcess';
import type { BenchDatabase } from './databases';

/** Backstage's `events.useEventBus`: whether events go to the events backend. */
export type EventBusMode = 'auto' | 'never';

/** Who books. */
const PEOPLE = [
  'researcher',
  'developer',
  'team-lead',
  'lab-coordinator',
] as const;
const ADMIN = 'admin';

type Person = (typeof PEOPLE)[number] | typeof ADMIN;

const ANNOUNCED_TIMEOUT_MS = 120_000;
const CALL_TIMEOUT_MS = 280_000;

/** The server under test, in a process of its own. */
export class BenchServer {
  readonly #backend: BackendProcess<Person>;
  /** Of people who may book, from the auth backend. */
  readonly tokens: readonly string[];

  static async start(
    database: BenchDatabase,
    eventBus: EventBusMode,
    options: { webhooks?: boolean; auditLog?: boolean } = {},
  ): Promise<BenchServer> {
    const backend = await BackendProcess.start<Person>({
      name: 'server',
      main: 'src/server/main',
      logFile: `bench-server-${database.name}.log`,
      database,
      people: [...PEOPLE, ADMIN],
      env: {
        ...(options.webhooks && { [WITH_WEBHOOKS]: '1' }),
        ...(options.auditLog && { [WITH_AUDIT_LOG]: '1' }),
      },
      config: () => configuration(eventBus, options),
    });
    return new BenchServer(backend);
  }

  private constructor(backend: BackendProcess<Person>) {
    this.#backend = backend;
    this.tokens = PEOPLE.map(who => backend.token(who));
  }

  get url(): string {
    return this.#backend.url;
  }

  /** Asks the bare routes; bounded in time. */
  async ask<T>(route: string, body?: object): Promise<T> {
    return this.#backend.call<T>(
      [body ? 'POST' : 'GET', `/reservations${BENCH_PATH}${route}`, body],
      { timeoutMs: CALL_TIMEOUT_MS },
    );
  }

  /** Has events of a type sent to a URL, in an administrator's name. */
  async createEndpoint(url: string, eventType: string): Promise<void> {
    const deadline = Date.now() + ANNOUNCED_TIMEOUT_MS;
    const body = { url, eventTypes: [eventType], scope: { kind: 'all' } };
    for (;;) {
      try {
        await this.#backend.call(['POST', '/webhooks/endpoints', body], {
          who: ADMIN,
          timeoutMs: 10_000,
        });
        return;
      } catch (error) {
        // Event types are known once their plugin has announced the first one.
        if (Date.now() > deadline) {
          throw error;
        }
      }
      await sleep(500);
    }
  }

  async stop(): Promise<void> {
    await this.#backend.stop();
  }
}

function configuration(
  eventBus: EventBusMode,
  { webhooks, auditLog }: { webhooks?: boolean; auditLog?: boolean },
) {
  const keys = ['a key that no portal uses, of enough letters'];
  return {
    backend: {
      // A crowd's first connections wait for its last: five seconds, which is
      // when Node closes those that are idle, are too few on a busy machine.
      server: { keepAliveTimeout: { minutes: 2 } },
    },
    events: { useEventBus: eventBus },
    callboard: {
      ...(auditLog && { auditLog: { keys } }),
      ...(webhooks && {
        webhooks: { secretKeys: keys, allowedAddresses: ['127.0.0.0/8'] },
      }),
    },
  };
}
