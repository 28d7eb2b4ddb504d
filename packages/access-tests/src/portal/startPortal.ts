import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { actionsRegistryServiceFactory } from '@backstage/backend-defaults/alpha';
import {
  coreServices,
  createServiceFactory,
  type LoggerService,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestDatabaseId,
  type TestDatabases,
} from '@backstage/backend-test-utils';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import permissionBackend from '@backstage/plugin-permission-backend';

import { Outbox } from '@callboard/backend-outbox';
import auditLogPlugin from '@callboard/backstage-plugin-audit-log-backend';
import permissionModuleCallboard, {
  callboardPermissionsServiceFactory,
} from '@callboard/backstage-plugin-permission-backend-module-callboard';
import reservationsPlugin from '@callboard/backstage-plugin-reservations-backend';
import serviceRequestsPlugin from '@callboard/backstage-plugin-service-requests-backend';
import webhooksPlugin from '@callboard/backstage-plugin-webhooks-backend';
import type { Knex } from 'knex';
import { checkAnswer } from './checkAnswer';
import { type PluginId, pluginIds } from './documents';
import { createHttpClient, type RawAnswer } from './httpClient';
import { keepStatements } from './keepStatements';
import { accessConfig, callers, entities, type Who } from './people';

export interface Sent {
  /** Serialized as JSON; text goes out as it is. */
  body?: unknown;
  headers?: Record<string, string>;
}

export interface Answer<T = any> extends RawAnswer {
  /** The JSON of the answer; an empty object where it has none. */
  body: T;
}

export type Request = [method: string, path: string, sent?: Sent];

type Feature = NonNullable<
  Parameters<typeof startTestBackend>[0]
>['features'] extends (infer F)[] | undefined
  ? F
  : never;

/** What a test has beside Callboard's plugins. */
interface Beside {
  features?: Feature[];
  /** Ids of those plugins among them that have a database. */
  more?: string[];
}

/** How long who is in which group may be believed (30 s), and a little more. */
const FORGOTTEN_MS = 31_000;

/**
 * The stand-in forgets, in a token for another plugin, which plugin it is that
 * asks in a person's name; what the real one says, the permission backend needs.
 */
const authFactory = createServiceFactory({
  service: coreServices.auth,
  deps: { plugin: coreServices.pluginMetadata },
  factory: ({ plugin }) => {
    const pluginId = plugin.getId();
    const auth = mockServices.auth({ pluginId });
    const stock = auth.getPluginRequestToken.bind(auth);
    auth.getPluginRequestToken = async options => {
      const { onBehalfOf } = options;
      return auth.isPrincipal(onBehalfOf, 'user')
        ? {
            token: mockCredentials.user.token(
              onBehalfOf.principal.userEntityRef,
              { actor: { subject: `plugin:${pluginId}` } },
            ),
          }
        : stock(options);
    };
    return auth;
  },
});

/** Says nothing, and remembers nothing. */
const silence: LoggerService = {
  error: () => {},
  warn: () => {},
  info: () => {},
  debug: () => {},
  child: () => silence,
};

const silentLogger = createServiceFactory({
  service: coreServices.logger,
  deps: {},
  factory: () => silence,
});

/**
 * A portal with all of Callboard's plugins: their real routers, services and
 * databases, the real permission policy and the real actions registry, called
 * over HTTP. Only tokens and the catalog are stood in for: a token says who it
 * is of, and the catalog has exactly the people that a test is about.
 */
export async function startPortal(
  databases: TestDatabases,
  id: TestDatabaseId,
  { features = [], more = [] }: Beside = {},
) {
  const knexes = Object.fromEntries(
    await Promise.all(
      [...pluginIds, ...more].map(async plugin => [
        plugin,
        await databases.init(id),
      ]),
    ),
  ) as Record<PluginId, Knex>;
  const directory = mkdtempSync(join(tmpdir(), 'callboard-access-'));
  const left = new Set<string>();
  const clock = aheadOfTime();
  const hints = withoutHints();

  const backend = await startTestBackend({
    features: [
      reservationsPlugin,
      webhooksPlugin,
      serviceRequestsPlugin,
      auditLogPlugin,

      actionsRegistryServiceFactory,
      permissionBackend,
      permissionModuleCallboard,
      callboardPermissionsServiceFactory,
      createServiceFactory({
        service: catalogServiceRef,
        deps: {},
        factory: () => catalogOf(left),
      }),
      silentLogger,
      authFactory,
      createServiceFactory({
        service: coreServices.database,
        deps: { plugin: coreServices.pluginMetadata },
        factory: ({ plugin }) => {
          const of: Partial<Record<string, Knex>> = knexes;
          const knex = of[plugin.getId()];
          return knex
            ? mockServices.database({ knex })
            : mockServices.database.mock();
        },
      }),
      mockServices.httpAuth.factory({
        defaultCredentials: mockCredentials.none(),
      }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://portal.example.com' },
          permission: { enabled: true },
          callboard: {
            access: accessConfig,
            webhooks: { secretKeys: ['k'.repeat(32)] },
            auditLog: { keys: ['a'.repeat(32)] },
            serviceRequests: serviceRequestsIn(directory),
          },
          backend: { actions: { pluginSources: pluginIds } },
        },
      }),
      ...features,
    ],
  });
  if (id === 'SQLITE_3') {
    await Promise.all(Object.values(knexes).map(keepStatements));
  }
  const http = createHttpClient(
    `http://127.0.0.1:${backend.server.port()}/api`,
  );

  /** As it is answered, documented or not. */
  async function send<T = any>(
    plugin: string,
    who: Who,
    [method, path, { body, headers } = {}]: Request,
  ): Promise<Answer<T>> {
    const answer = await http.send({
      method,
      path: `/${plugin}${path}`,
      headers: {
        ...authorizationOf(who, plugin),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    const { text } = answer;
    return {
      ...answer,
      body: isJson(answer) && text !== '' ? JSON.parse(text) : {},
    };
  }

  /** As it is answered; throws for an answer that the document does not have. */
  async function call<T = any>(
    plugin: PluginId,
    who: Who,
    request: Request,
  ): Promise<Answer<T>> {
    const answer = await send<T>(plugin, who, request);
    const [method, path] = request;
    checkAnswer(plugin, { method, path }, answer);
    return answer;
  }

  /** What the answer of a call that must succeed says. */
  async function done<T = any>(
    plugin: PluginId,
    who: Who,
    ...request: Request
  ): Promise<T> {
    const answer = await call<T>(plugin, who, request);
    if (answer.status >= 300) {
      const [method, path] = request;
      throw new Error(`${method} ${path} was refused: ${answer.text}`);
    }
    return answer.body;
  }

  return {
    backend,
    knexes,
    send,
    call,
    done,
    /** Calls an action as a template's step or an agent's tool does. */
    invoke: (plugin: PluginId, who: Who, action: string, input: unknown) =>
      send(plugin, who, [
        'POST',
        `/.backstage/actions/v1/actions/${plugin}:${action}/invoke`,
        { body: input },
      ]),
    /** Takes somebody out of the catalog. */
    remove: (who: Who) => left.add(callers[who].ref),
    /** Lets all that is known of people and sites grow old. */
    forget: () => clock.pass(FORGOTTEN_MS),
    stop: async () => {
      // What the last requests announced is on its way to other plugins still.
      await new Promise(wake => setTimeout(wake, 2_000));
      http.close();
      await backend.stop();
      clock.restore();
      hints.restore();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

export type Portal = Awaited<ReturnType<typeof startPortal>>;

function authorizationOf(who: Who, plugin: string): Record<string, string> {
  const { kind, ref } = callers[who];
  switch (kind) {
    case 'nobody':
      return {};
    case 'user':
      return { authorization: mockCredentials.user.header(ref) };
    default:
      return {
        authorization: mockCredentials.service.header({
          onBehalfOf: mockCredentials.service(ref),
          targetPluginId: plugin,
        }),
      };
  }
}

/** Regions enough, nobody to wait for, and services that are there at once. */
function serviceRequestsIn(directory: string) {
  const regions = ['eu-west-1'];
  const none = { milliseconds: 0 };
  return {
    environments: [
      { name: 'staging', regions, requiresEndDate: false },
      // One who approves is not enough: nothing is opened in git.
      { name: 'guarded', regions, requiresEndDate: false, reviewers: 2 },
    ],
    gitops: { directory: join(directory, 'gitops.git') },
    controlPlane: {
      delays: { sync: none, create: none, change: none, remove: none },
    },
  };
}

function isJson({ headers }: RawAnswer): boolean {
  return headers['content-type']?.startsWith('application/json') ?? false;
}

type Catalog = ReturnType<typeof catalogServiceMock>;

/** A catalog that people can leave. */
function catalogOf(left: Set<string>): Catalog {
  const current = () => catalogServiceMock({ entities: entities(left) });
  return new Proxy({} as Catalog, {
    get: (_, name: keyof Catalog) => {
      const catalog = current();
      const member = catalog[name];
      return typeof member === 'function' ? member.bind(catalog) : member;
    },
  });
}

/**
 * Relays look for events once a second and take all there are. Told of each
 * commit they would look dozens of times as often, for a few events at a time:
 * that would be a third of what the portal does here.
 */
function withoutHints() {
  const spy = jest
    .spyOn(Outbox.prototype, 'onKick')
    .mockImplementation(() => () => {});
  return { restore: () => spy.mockRestore() };
}

/** Caches go by `performance.now`, which a test can let run ahead. */
function aheadOfTime() {
  let ahead = 0;
  const { now } = performance;
  // Not a spy: that would remember each of millions of calls.
  performance.now = () => now.call(performance) + ahead;
  return {
    pass: (milliseconds: number) => {
      ahead += milliseconds;
    },
    restore: () => {
      performance.now = now;
    },
  };
}
