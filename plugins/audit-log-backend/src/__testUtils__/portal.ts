import { randomUUID } from 'node:crypto';
import { actionsRegistryServiceFactory } from '@backstage/backend-defaults/alpha';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import permissionBackend from '@backstage/plugin-permission-backend';
import permissionModuleCallboard, {
  callboardPermissionsServiceFactory,
} from '@callboard/backstage-plugin-permission-backend-module-callboard';
// Only here: a portal has both, and neither imports the other.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import reservationsPlugin from '@callboard/backstage-plugin-reservations-backend';
import type { IngestedEvent } from '@callboard/backstage-plugin-audit-log-common';
import type { Knex } from 'knex';
import auditLogPlugin from '..';
import { CAMPUS, KEY } from './chains';
import { access, authorizationOf, entities, type Principal } from './people';

export interface Answer<T = Record<string, any>> {
  status: number;
  headers: Headers;
  text: string;
  body: T;
}

/**
 * A portal with reservations and the audit log: the plugins themselves, the real
 * permission policy and databases, called over HTTP by people of a small company.
 */
export async function startPortal(knexes: { reservations: Knex; audit: Knex }) {
  const logger = mockServices.logger.mock();
  logger.child.mockReturnValue(logger);
  const backend = await startTestBackend({
    features: [
      reservationsPlugin,
      auditLogPlugin,
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
              plugin.getId() === 'audit-log'
                ? knexes.audit
                : knexes.reservations,
          }),
      }),
      mockServices.httpAuth.factory({
        defaultCredentials: mockCredentials.none(),
      }),
      mockServices.rootConfig.factory({
        data: {
          permission: { enabled: true },
          callboard: { access, auditLog: { keys: [KEY] } },
        },
      }),
    ],
  });
  const port = backend.server.port();
  const origin = `http://127.0.0.1:${port}/api`;

  async function request<T>(
    plugin: string,
    who: Principal,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<Answer<T>> {
    const response = await fetch(`${origin}/${plugin}${path}`, {
      method,
      headers: {
        ...authorizationOf(who, plugin),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await response.text();
    const json = response.headers.get('content-type')?.includes('json');
    return {
      status: response.status,
      headers: response.headers,
      text,
      body:
        json && !/ndjson/.test(response.headers.get('content-type')!)
          ? JSON.parse(text)
          : ({} as T),
    };
  }

  const call = <T = Record<string, any>>(
    who: Principal,
    method: string,
    path: string,
    body?: unknown,
  ) => request<T>('audit-log', who, method, path, body);

  return {
    backend,
    port,
    knex: knexes.audit,
    call,
    done: async <T = Record<string, any>>(
      who: Principal,
      method: string,
      path: string,
      body?: unknown,
    ): Promise<T> => {
      const answer = await call<T>(who, method, path, body);
      if (answer.status >= 300) {
        throw new Error(`${method} ${path} was refused: ${answer.text}`);
      }
      return answer.body;
    },
    reserve: async (method: string, path: string, body: object) => {
      const answer = await request<any>(
        'reservations',
        'admin',
        method,
        path,
        body,
      );
      if (answer.status >= 300) {
        throw new Error(`${method} ${path} was refused: ${answer.text}`);
      }
      return answer.body;
    },
    invoke: (who: Principal, action: string, body: unknown = {}) =>
      call<any>(
        who,
        'POST',
        `/.backstage/actions/v1/actions/audit-log:${action}/invoke`,
        body,
      ),
    announce: async (...events: Partial<IngestedEvent>[]) => {
      const all = events.map(bookingEvent);
      const answer = await call('plugin', 'POST', '/events', { events: all });
      if (answer.status !== 202) {
        throw new Error(answer.text);
      }
      return all;
    },
    stop: () => backend.stop(),
  };
}

export type Portal = Awaited<ReturnType<typeof startPortal>>;

export function bookingEvent(more: Partial<IngestedEvent> = {}): IngestedEvent {
  const id = randomUUID();
  return {
    id: randomUUID(),
    type: 'booking.created',
    version: 1,
    occurredAt: new Date().toISOString(),
    aggregate: `booking:${id}`,
    sequence: 1,
    orderingKeys: [`booking:${id}`],
    actor: 'user:default/member',
    refs: {
      site: [CAMPUS],
      resources: ['resource:default/node-1'],
      within: ['resource:default/cluster'],
      owner: 'group:default/members',
    },
    data: { booking: { id, title: 'Training', status: 'confirmed' } },
    ...more,
  };
}
