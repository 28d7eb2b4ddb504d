import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { actionsRegistryServiceFactory } from '@backstage/backend-defaults/alpha';
import {
  type BackendFeature,
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import permissionBackend from '@backstage/plugin-permission-backend';
import permissionModuleCallboard, {
  callboardPermissionsServiceFactory,
} from '@callboard/backstage-plugin-permission-backend-module-callboard';
import type {
  NewItem,
  NewRequest,
  Request,
  RequestStatus,
  Service,
} from '@callboard/backstage-plugin-service-requests-common';
import type { Knex } from 'knex';
import { serviceRequestsPlugin } from '../plugin';
import { access, authorizationOf, entities, type Principal } from './people';

export interface Answer<T = Record<string, any>> {
  status: number;
  headers: Headers;
  text: string;
  /** The JSON of the answer; an empty object where it has no body. */
  body: T;
}

export interface Sent {
  /** Serialized as JSON; text goes out as it is. */
  body?: unknown;
  headers?: Record<string, string>;
}

const regions = ['eu-west-1', 'eu-central-1', 'eu-south-1'];
const NO_TIME = { milliseconds: 0 };

export const serviceRequestsConfig = {
  environments: [
    { name: 'dev', regions, autoMerge: true, requiresEndDate: false },
    { name: 'staging', regions, requiresEndDate: false },
    { name: 'production', regions, production: true },
  ],
  controlPlane: {
    delays: {
      sync: NO_TIME,
      create: NO_TIME,
      change: NO_TIME,
      remove: NO_TIME,
    },
  },
};

export type Portal = Awaited<ReturnType<typeof startPortal>>;

/**
 * A portal with service requests: the real plugin with its git repository, its
 * sandbox (in no time) and the real permission policy, called over HTTP.
 */
export async function startPortal(
  knex: Knex,
  options: {
    config?: JsonObject;
    entities?: Entity[];
    /** How often pull requests are looked at without a hint. */
    pollSeconds?: number;
    /** Modules beside the plugin. */
    features?: BackendFeature[];
    /** Kept from an earlier portal; removed with it otherwise. */
    directory?: string;
  } = {},
) {
  const directory =
    options.directory ??
    mkdtempSync(path.join(tmpdir(), 'callboard-service-requests-'));
  const logger = mockServices.logger.mock();
  logger.child.mockReturnValue(logger);
  const backend = await startTestBackend({
    features: [
      serviceRequestsPlugin,
      ...(options.features ?? []),
      actionsRegistryServiceFactory,
      permissionBackend,
      permissionModuleCallboard,
      callboardPermissionsServiceFactory,
      catalogServiceMock.factory({
        entities: [...entities, ...(options.entities ?? [])],
      }),
      logger.factory,
      createServiceFactory({
        service: coreServices.database,
        deps: {},
        factory: () => mockServices.database({ knex }),
      }),
      mockServices.httpAuth.factory({
        defaultCredentials: mockCredentials.none(),
      }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://portal.example.com' },
          permission: { enabled: true },
          callboard: {
            access,
            serviceRequests: {
              ...serviceRequestsConfig,
              gitops: {
                directory: path.join(directory, 'gitops.git'),
                pollSeconds: options.pollSeconds ?? 30,
              },
              ...options.config,
            },
          },
        },
      }),
    ],
  });
  const url = `http://127.0.0.1:${backend.server.port()}/api/service-requests`;

  async function call<T = Record<string, any>>(
    who: Principal,
    method: string,
    route: string,
    { body, headers }: Sent = {},
  ): Promise<Answer<T>> {
    const response = await fetch(`${url}${route}`, {
      method,
      headers: {
        ...authorizationOf(who),
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

  /** What the answer of a call that must succeed says. */
  async function done<T = Record<string, any>>(
    who: Principal,
    method: string,
    route: string,
    sent?: Sent,
  ): Promise<T> {
    const answer = await call<T>(who, method, route, sent);
    if (answer.status >= 300) {
      throw new Error(`${who}: ${method} ${route} was refused: ${answer.text}`);
    }
    return answer.body;
  }

  const get = (who: Principal, id: string) =>
    done<Request>(who, 'GET', `/requests/${id}`);

  /** The request, once it is in one of these states. */
  async function until(
    id: string,
    ...statuses: RequestStatus[]
  ): Promise<Request> {
    for (let attempt = 0; attempt < 400; attempt++) {
      const request = await get('admin', id);
      if (statuses.includes(request.status)) {
        return request;
      }
      await sleep(25);
    }
    const request = await get('admin', id);
    throw new Error(
      `The request is ${request.status} (${request.statusReason}), not ${statuses.join(' or ')}: ${JSON.stringify(request.changeSet)}; ${JSON.stringify(logger.warn.mock.calls.slice(-3))}${JSON.stringify(logger.error.mock.calls.slice(-3))}`,
    );
  }

  const request = (
    who: Principal,
    items: NewItem[],
    more: Partial<NewRequest> = {},
  ) =>
    done<Request>(who, 'POST', '/requests', {
      body: {
        title: 'What is needed',
        environment: 'staging',
        region: 'eu-west-1',
        submit: true,
        items,
        ...more,
      },
    });

  const approve = (who: Principal, { id, revision, manifestHash }: Request) =>
    call<Request>(who, 'POST', `/requests/${id}/approve`, {
      body: { revision, manifestHash },
    });

  /** Approved by as many as it needs, merged, and as asked for. */
  async function bringAbout(
    submitted: Request,
    confirm?: string,
  ): Promise<Request> {
    const reviewers = ['reviewer', 'reviewer2'] as const;
    for (const who of reviewers.slice(0, submitted.approvalsNeeded)) {
      const answer = await approve(who, submitted);
      if (answer.status !== 200) {
        throw new Error(`It was not approved: ${answer.text}`);
      }
    }
    const open = await until(submitted.id, 'pr_open', 'ready', 'removed');
    if (open.status === 'pr_open') {
      await done('reviewer', 'POST', `/requests/${open.id}/merge`, {
        body: { confirm },
      });
    }
    return until(submitted.id, 'ready', 'removed');
  }

  const services = async (who: Principal, query = '') =>
    (await done<{ items: Service[] }>(who, 'GET', `/services${query}`)).items;

  return {
    approve,
    bringAbout,
    call,
    database: knex,
    directory,
    done,
    get,
    logger,
    request,
    services,
    until,
    url,
    async stop() {
      await backend.stop();
      if (options.directory === undefined) {
        rmSync(directory, { recursive: true, force: true });
      }
    },
  };
}

/** A PostgreSQL that every starter policy lets pass in staging. */
export function postgres(
  name: string,
  parameters: Record<string, unknown> = {},
): NewItem {
  return {
    offering: 'postgresql',
    operation: 'create',
    parameters: { name, instanceClass: 'db.t4g.micro', ...parameters },
  };
}
