import { randomUUID } from 'node:crypto';
import { actionsRegistryServiceFactory } from '@backstage/backend-defaults/alpha';
import {
  coreServices,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import permissionBackend from '@backstage/plugin-permission-backend';
import { principalResolverServiceRef } from '@callboard/access-principals';
import { createFieldsOf } from '@callboard/backend-access';
import { createBodyChecker } from '@callboard/backend-openapi';
import permissionModuleCallboard, {
  callboardPermissionsServiceFactory,
} from '@callboard/backstage-plugin-permission-backend-module-callboard';
// Only here: a portal has both, and neither imports the other.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import reservationsPlugin from '@callboard/backstage-plugin-reservations-backend';
import type {
  CreatedEndpoint,
  NewEndpoint,
  PublishedEvent,
  WebhooksSchemas,
} from '@callboard/backstage-plugin-webhooks-common';
import { ReservationsSiteDirectory } from '@callboard/site-directory';
import type { Knex } from 'knex';
import { registerActions } from '../actions';
import { readWebhooksConfig } from '../config';
import { OwnerEntitlement } from '../directory';
import { createWebhooksRouter } from '../http';
import { registerPermissions } from '../permissions';
import type { SendRequest, SendResult } from '../sender';
import { authorizeServices, createEngine, type Engine } from '../services';
import { checkAnswer } from './contract';
import {
  authorizationOf,
  entities,
  type Principal,
  principals,
  roles,
} from './people';

export interface Sent {
  /** Serialized as JSON; text goes out as it is. */
  body?: unknown;
  headers?: Record<string, string>;
}

export interface Answer<T = Record<string, any>> {
  status: number;
  headers: Headers;
  text: string;
  /** The JSON of the answer; an empty object where it has no body. */
  body: T;
}

export const TYPES = ['machine.started', 'machine.stopped'];
export const CAMPUS = 'resource:default/campus';
export const CLOUD = 'resource:default/cloud';

/**
 * A portal with reservations and webhooks: the real routers, permission policy,
 * databases and delivery engine, called over HTTP by people of a small company.
 * Only the receivers are scripted. Every answer is checked against the document.
 */
export async function startPortal(knexes: {
  reservations: Knex;
  webhooks: Knex;
}) {
  const logger = mockServices.logger.mock();
  logger.child.mockReturnValue(logger);
  const auditor = mockServices.auditor.mock();
  const audited: { eventId: string; meta?: object; outcome: string }[] = [];
  auditor.createEvent.mockImplementation(async ({ eventId, meta }) => ({
    success: async params => {
      const all = { ...meta, ...params?.meta };
      audited.push({ eventId, meta: all, outcome: 'succeeded' });
    },
    fail: async () => {
      audited.push({ eventId, meta, outcome: 'failed' });
    },
  }));
  const clock = { ms: 0 };
  const requests: SendRequest[] = [];
  const receiver = {
    answer: (_request: SendRequest): Partial<SendResult> | number => 200,
  };
  let engine: Engine | undefined;

  const webhooksPlugin = createBackendPlugin({
    pluginId: 'webhooks',
    register(env) {
      env.registerInit({
        deps: {
          actions: actionsRegistryServiceRef,
          auth: coreServices.auth,
          discovery: coreServices.discovery,
          httpAuth: coreServices.httpAuth,
          httpRouter: coreServices.httpRouter,
          permissions: coreServices.permissions,
          permissionsRegistry: coreServices.permissionsRegistry,
          principals: principalResolverServiceRef,
        },
        async init(deps) {
          const config = readWebhooksConfig(
            new ConfigReader({
              callboard: { webhooks: { secretKeys: ['k'.repeat(32)] } },
            }),
          );
          const directory = ReservationsSiteDirectory.create({
            ...deps,
            now: () => performance.now() + clock.ms,
          });
          const { principals: resolver } = deps;
          engine = await createEngine({
            knex: knexes.webhooks,
            config,
            logger,
            entitlement: OwnerEntitlement.create({
              principals: resolver,
              directory,
            }),
            people: { get: async () => undefined } as never,
            activeBookings: { of: async () => [] } as never,
            callbackBaseUrl: 'http://portal.example.com/api/webhooks',
            sender: {
              send: async sent => {
                requests.push(sent);
                const answer = receiver.answer(sent);
                return typeof answer === 'number'
                  ? {
                      durationMs: 7,
                      response: {
                        status: answer,
                        headers: { 'content-type': 'text/plain' },
                        body: `answered ${answer}`,
                        truncated: false,
                      },
                    }
                  : { durationMs: 7, ...answer };
              },
              close: async () => {},
            },
          });
          const { database } = engine;
          registerPermissions(deps.permissionsRegistry, {
            database,
            directory,
          });
          const authorized = authorizeServices(engine, {
            ...deps,
            allowedAddresses: config.allowedAddresses,
            directory,
            auditor,
          });
          const { router, openPaths, document } = createWebhooksRouter({
            ...deps,
            authorized,
            logger,
          });
          for (const path of openPaths) {
            deps.httpRouter.addAuthPolicy({ path, allow: 'unauthenticated' });
          }
          deps.httpRouter.use(router);
          registerActions(deps.actions, {
            ...authorized,
            checkBody: createBodyChecker(document),
            fieldsOf: createFieldsOf<WebhooksSchemas>(document),
          });
        },
      });
    },
  });

  const backend = await startTestBackend({
    features: [
      reservationsPlugin,
      webhooksPlugin,
      actionsRegistryServiceFactory,
      permissionBackend,
      permissionModuleCallboard,
      callboardPermissionsServiceFactory,
      catalogServiceMock.factory({ entities }),
      logger.factory,
      createServiceFactory({
        service: coreServices.database,
        deps: { plugin: coreServices.pluginMetadata },
        factory: ({ plugin }) =>
          mockServices.database({
            knex:
              plugin.getId() === 'webhooks'
                ? knexes.webhooks
                : knexes.reservations,
          }),
      }),
      mockServices.httpAuth.factory({
        defaultCredentials: mockCredentials.none(),
      }),
      mockServices.rootConfig.factory({
        data: {
          permission: { enabled: true },
          callboard: { access: { roles } },
        },
      }),
    ],
  });
  const origin = `http://127.0.0.1:${backend.server.port()}/api`;

  async function request<T>(
    plugin: string,
    who: Principal,
    method: string,
    path: string,
    { body, headers }: Sent = {},
  ): Promise<Answer<T>> {
    const response = await fetch(`${origin}/${plugin}${path}`, {
      method,
      headers: {
        ...authorizationOf(who, plugin),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: text === '' ? {} : JSON.parse(text),
    };
  }

  async function call<T = Record<string, any>>(
    who: Principal,
    method: string,
    path: string,
    sent?: Sent,
  ): Promise<Answer<T>> {
    const answer = await request<T>('webhooks', who, method, path, sent);
    checkAnswer({ method, path }, answer);
    return answer;
  }

  /** What the answer of a call that must succeed says. */
  async function done<T = Record<string, any>>(
    who: Principal,
    method: string,
    path: string,
    sent?: Sent,
  ): Promise<T> {
    const answer = await call<T>(who, method, path, sent);
    if (answer.status >= 300) {
      throw new Error(`${method} ${path} was refused: ${answer.text}`);
    }
    return answer.body;
  }

  async function reserve(method: string, path: string, body: object) {
    const answer = await request<any>('reservations', 'admin', method, path, {
      body,
      headers: { 'if-match': '*' },
    });
    if (answer.status >= 300) {
      throw new Error(`${method} ${path} was refused: ${answer.text}`);
    }
    return answer.body;
  }

  return {
    backend,
    logger,
    knex: knexes.webhooks,
    audited,
    requests,
    receiver,
    call,
    done,
    reserve,
    /** The plugin's own paths that no document describes. */
    send: (who: Principal, method: string, path: string, sent?: Sent) =>
      request<any>('webhooks', who, method, path, sent),
    invoke: (who: Principal, action: string, body: unknown = {}) =>
      request<any>(
        'webhooks',
        who,
        'POST',
        `/.backstage/actions/v1/actions/webhooks:${action}/invoke`,
        { body },
      ),
    /** Lets what is known of sites grow old. */
    pass: (milliseconds: number) => {
      clock.ms += milliseconds;
    },
    endpoint: (body: Partial<NewEndpoint> = {}, who: Principal = 'admin') =>
      done<CreatedEndpoint>(who, 'POST', '/endpoints', {
        body: {
          url: 'https://hooks.example.com/callboard',
          eventTypes: TYPES,
          scope: { kind: 'site', ref: CAMPUS },
          ...body,
        },
      }),
    /** Announces an event, and sends everything that is due. */
    publish: async (more: Partial<PublishedEvent> = {}) => {
      const event = machineEvent(more);
      await done('plugin', 'POST', '/events', { body: event });
      await settle();
      return event;
    },
    settle,
    stop: async () => {
      await engine!.dispatcher.stop();
      await backend.stop();
    },
  };

  async function settle() {
    while ((await engine!.dispatcher.step()) > 0);
  }
}

export type Portal = Awaited<ReturnType<typeof startPortal>>;

export function machineEvent(
  more: Partial<PublishedEvent> = {},
): PublishedEvent {
  const id = randomUUID();
  return {
    id,
    type: 'machine.started',
    version: 1,
    occurredAt: new Date().toISOString(),
    aggregate: `machine:${id}`,
    sequence: 1,
    orderingKeys: [`machine:${id}`],
    actor: 'system',
    refs: { site: [CAMPUS], resources: ['resource:default/node-1'] },
    data: { machine: 'node-1' },
    ...more,
  };
}

/** Two sites with things on them, and a plugin that announces what its machines do. */
export async function furnish(portal: Portal) {
  const campus = await portal.reserve('POST', '/sites', {
    name: 'campus',
    title: 'Campus',
    timeZone: 'Europe/Rome',
    admins: ['group:default/campus-team'],
  });
  const cloud = await portal.reserve('POST', '/sites', {
    name: 'cloud',
    title: 'Cloud',
    timeZone: 'UTC',
    admins: [principals.cloudAdmin],
  });
  await portal.reserve('POST', '/resource-types', {
    name: 'machine',
    title: 'Machine',
    colour: '#1f6feb',
  });
  const resource = (name: string, siteRef: string) =>
    portal.reserve('POST', '/resources', { name, siteRef, type: 'machine' });
  const cluster = await resource('cluster', CAMPUS);
  const node = await resource('node-1', CAMPUS);
  const remote = await resource('remote-1', CLOUD);
  portal.pass(31_000);
  await portal.done('plugin', 'PUT', '/sources/machines/event-types', {
    body: {
      eventTypes: TYPES.map(type => ({
        type,
        title: type,
        description: 'A machine was switched',
        schema: { type: 'object', required: ['machine'] },
        example: { machine: 'node-1' },
      })),
    },
  });
  return { campus, cloud, cluster, node, remote };
}
