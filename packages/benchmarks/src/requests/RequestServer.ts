import path from 'node:path';
import { BackendProcess } from '../environment/BackendProcess';
import type { BenchDatabase } from '../environment/databases';

const CALL_TIMEOUT_MS = 60_000;
/** Who asks, and who lets them have it. */
const PEOPLE = ['developer', 'admin'] as const;

export type Person = (typeof PEOPLE)[number];

/** A backend with service requests, in a process of its own; its sandbox takes no time. */
export class RequestServer {
  readonly #backend: BackendProcess<Person>;

  static async start(database: BenchDatabase): Promise<RequestServer> {
    const backend = await BackendProcess.start({
      name: 'request server',
      main: 'src/requests/main',
      logFile: `bench-requests-${database.name}.log`,
      database,
      people: PEOPLE,
      config: configuration,
      isReady: async started => {
        const server = new RequestServer(started);
        for (const who of PEOPLE) {
          await server.call(who, 'GET', '/offerings');
        }
      },
    });
    return new RequestServer(backend);
  }

  private constructor(backend: BackendProcess<Person>) {
    this.#backend = backend;
  }

  async call<T>(
    who: Person,
    method: string,
    route: string,
    body?: object,
  ): Promise<T> {
    return this.#backend.call<T>([method, `/service-requests${route}`, body], {
      who,
      timeoutMs: CALL_TIMEOUT_MS,
    });
  }

  async stop(): Promise<void> {
    await this.#backend.stop();
  }
}

function configuration(directory: string) {
  const none = { milliseconds: 0 };
  return {
    events: { useEventBus: 'never' },
    callboard: {
      serviceRequests: {
        environments: [
          {
            name: 'dev',
            regions: ['eu-west-1'],
            autoMerge: true,
            requiresEndDate: false,
          },
        ],
        gitops: { directory: path.join(directory, 'gitops.git') },
        controlPlane: {
          delays: { sync: none, create: none, change: none, remove: none },
        },
      },
    },
  };
}
