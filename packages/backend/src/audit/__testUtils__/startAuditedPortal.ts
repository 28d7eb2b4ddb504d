import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
import { type Entity, parseEntityRef } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import permissionBackend from '@backstage/plugin-permission-backend';
import auditLogPlugin from '@callboard/backstage-plugin-audit-log-backend';
import { auditorServiceFactory } from '@callboard/backstage-plugin-audit-log-node';
import permissionModuleCallboard, {
  callboardPermissionsServiceFactory,
} from '@callboard/backstage-plugin-permission-backend-module-callboard';
import reservationsPlugin from '@callboard/backstage-plugin-reservations-backend';
import serviceRequestsPlugin from '@callboard/backstage-plugin-service-requests-backend';
import webhooksPlugin from '@callboard/backstage-plugin-webhooks-backend';
import type { Knex } from 'knex';

/** Who is in no group, and may look around at most. */
export const visitors = Array.from({ length: 40 }, (_, n) => `visitor-${n}`);

const groupsOf: Record<string, string[]> = {
  admin: ['admins'],
  researcher: ['members'],
  colleague: ['members'],
  leaver: ['members'],
  auditor: ['auditors'],
  visitor: [],
  ...Object.fromEntries(visitors.map(name => [name, []])),
};

/** A user by name, a plugin as `plugin:…`, or nobody. */
export type Caller = string | undefined;

export type Plugin =
  'reservations' | 'webhooks' | 'service-requests' | 'audit-log';

export type Audited = Awaited<ReturnType<typeof startAuditedPortal>>;

/** Every plugin, the audit log and the real policy, called over HTTP. */
export async function startAuditedPortal(knexes: Record<Plugin, Knex>) {
  const directory = mkdtempSync(join(tmpdir(), 'callboard-audited-'));
  const receiver = createServer((request, response) => {
    request.resume();
    response.end();
  });
  await new Promise<void>(done => receiver.listen(0, '127.0.0.1', done));
  const backend = await startTestBackend({
    features: [
      reservationsPlugin,
      webhooksPlugin,
      serviceRequestsPlugin,
      auditLogPlugin,
      auditorServiceFactory,
      actionsRegistryServiceFactory,
      permissionBackend,
      permissionModuleCallboard,
      callboardPermissionsServiceFactory,
      catalogServiceMock.factory({
        entities: [
          ...Object.entries(groupsOf).map(([name, groups]) =>
            entity(`user:default/${name}`, groups),
          ),
          ...['admins', 'members', 'auditors'].map(name =>
            entity(`group:default/${name}`),
          ),
        ],
      }),
      mockServices.logger.mock().factory,
      createServiceFactory({
        service: coreServices.database,
        deps: { plugin: coreServices.pluginMetadata },
        factory: ({ plugin }) =>
          mockServices.database({ knex: knexes[plugin.getId() as Plugin] }),
      }),
      mockServices.httpAuth.factory({
        defaultCredentials: mockCredentials.none(),
      }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://portal.example.com' },
          permission: { enabled: true },
          callboard: {
            access: {
              roles: {
                'global-admin': ['group:default/admins'],
                member: ['group:default/members'],
                auditor: ['group:default/auditors'],
              },
            },
            auditLog: {
              keys: ['a key that no portal uses, of enough letters'],
            },
            webhooks: {
              secretKeys: ['a key that no portal uses, of enough letters'],
              allowedAddresses: ['127.0.0.0/8'],
            },
            serviceRequests: {
              environments: [
                {
                  name: 'staging',
                  regions: ['eu-west-1'],
                  requiresEndDate: false,
                },
              ],
              gitops: { directory: join(directory, 'gitops.git') },
              // Nothing happens by itself while somebody counts.
              controlPlane: {
                delays: { sync: { hours: 1 }, create: { hours: 1 } },
              },
            },
          },
        },
      }),
    ],
  });
  const origin = `http://127.0.0.1:${backend.server.port()}/api`;

  async function call(
    who: Caller,
    plugin: Plugin,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: any }> {
    const response = await fetch(`${origin}/${plugin}${path}`, {
      method,
      headers: {
        ...authorizationOf(who, plugin),
        'content-type': 'application/json',
        'if-match': '*',
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: text === '' ? {} : JSON.parse(text),
    };
  }

  return {
    call,
    knexes,
    receiverUrl: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`,
    stop: async () => {
      await backend.stop();
      receiver.closeAllConnections();
      receiver.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function authorizationOf(who: Caller, plugin: Plugin): Record<string, string> {
  if (who === undefined) {
    return {};
  }
  return {
    authorization: who.startsWith('plugin:')
      ? mockCredentials.service.header({
          onBehalfOf: mockCredentials.service(who),
          targetPluginId: plugin,
        })
      : mockCredentials.user.header(`user:default/${who}`),
  };
}

function entity(ref: string, groups: string[] = []): Entity {
  const { kind, namespace, name } = parseEntityRef(ref);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: kind === 'user' ? 'User' : 'Group',
    metadata: { name, namespace },
    spec: {},
    relations: groups.map(group => ({
      type: 'memberOf',
      targetRef: `group:default/${group}`,
    })),
  };
}
