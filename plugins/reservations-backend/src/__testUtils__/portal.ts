import type { BackendFeature } from '@backstage/backend-plugin-api';
import { actionsRegistryServiceFactory } from '@backstage/backend-defaults/alpha';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { type Entity, parseEntityRef } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import permissionBackend from '@backstage/plugin-permission-backend';
import permissionModuleCallboard, {
  callboardPermissionsServiceFactory,
} from '@callboard/backstage-plugin-permission-backend-module-callboard';
import type {
  AccessGrant,
  Booking,
  NewAccessGrant,
  NewBooking,
  Resource,
  ResourceType,
  Site,
} from '@callboard/backstage-plugin-reservations-common';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import { reservationsPlugin } from '../plugin';
import { checkAnswer } from './contract';

/** Who calls; `gone` has a token and is no longer in the catalog. */
export const principals = {
  admin: 'user:default/admin',
  campusAdmin: 'user:default/campus-admin',
  cloudAdmin: 'user:default/cloud-admin',
  vaultAdmin: 'user:default/vault-admin',
  operations: 'user:default/operations',
  researcher: 'user:default/researcher',
  developer: 'user:default/developer',
  insider: 'user:default/insider',
  colleague: 'user:default/colleague',
  auditor: 'user:default/auditor',
  visitor: 'user:default/visitor',
  /** Whom config gives no role, and everybody's guest. */
  guest: 'user:default/guest',
  stranger: 'user:default/stranger',
  labLead: 'user:default/lab-lead',
  vaultLead: 'user:default/vault-lead',
  gone: 'user:default/gone',
  plugin: 'plugin:catalog',
  webhooks: 'plugin:webhooks',
  external: 'external:ci',
  campusPipeline: 'external:campus-pipeline',
  vaultPipeline: 'external:vault-pipeline',
  cloudPipeline: 'external:cloud-pipeline',
  nobody: undefined,
} as const;

export type Principal = keyof typeof principals;

const groupsOf: Partial<Record<Principal, string[]>> = {
  admin: ['admins'],
  campusAdmin: ['members'],
  cloudAdmin: ['members'],
  vaultAdmin: ['members'],
  operations: ['operations'],
  researcher: ['lab'],
  developer: ['members'],
  insider: ['vault-team'],
  colleague: ['lab', 'vault-team'],
  auditor: ['auditors'],
  visitor: ['visitors'],
  guest: [],
  stranger: [],
  labLead: ['lab', 'leads'],
  vaultLead: ['vault-team', 'leads'],
};
const parentOf: Record<string, string | undefined> = {
  admins: undefined,
  operations: undefined,
  members: undefined,
  auditors: undefined,
  visitors: undefined,
  leads: undefined,
  lab: 'members',
  'vault-team': 'members',
};
const teams = ['lab', 'vault-team'];

const roles = {
  'global-admin': ['group:default/admins'],
  operations: ['group:default/operations'],
  member: ['group:default/members'],
  auditor: ['group:default/auditors'],
  visitor: ['group:default/visitors'],
  'team-lead': ['group:default/leads'],
};

/** Those of its site, and things that tests make there. */
const sitesOf = (site: string) => [
  `resource:default/${site}`,
  ...Array.from(
    { length: 900 },
    (_, n) => `resource:default/${site}-thing-${n}`,
  ),
];

const serviceAccounts = ['campus', 'vault', 'cloud'].map(site => ({
  subject: `external:${site}-pipeline`,
  title: 'A pipeline',
  roles: ['member'],
  sites: sitesOf(site),
  owner: 'group:default/lab',
}));

function entityOf(
  ref: string,
  relations: Record<string, (string | undefined)[]>,
  type?: string,
): Entity {
  const { kind, namespace, name } = parseEntityRef(ref);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: kind === 'user' ? 'User' : 'Group',
    metadata: { name, namespace },
    spec: { type },
    relations: Object.entries(relations).flatMap(([relation, refs]) =>
      refs
        .filter(target => target !== undefined)
        .map(targetRef => ({ type: relation, targetRef })),
    ),
  };
}

const groupRef = (name: string | undefined) => name && `group:default/${name}`;

const users = Object.entries(groupsOf) as [Principal, string[]][];

const entities = [
  ...users.map(([who, groups]) =>
    entityOf(principals[who]!, { memberOf: groups.map(groupRef) }),
  ),
  entityOf('user:default/somebody', { memberOf: ['group:default/members'] }),
  ...Object.entries(parentOf).map(([group, parent]) =>
    entityOf(
      groupRef(group)!,
      {
        childOf: [groupRef(parent)],
        hasMember: users
          .filter(([, groups]) => groups.includes(group))
          .map(([who]) => principals[who]),
      },
      teams.includes(group) ? 'team' : 'other',
    ),
  ),
];

function authorizationOf(who: Principal): Record<string, string> {
  const ref = principals[who];
  if (ref === undefined) {
    return {};
  }
  if (ref.startsWith('user:')) {
    return { authorization: mockCredentials.user.header(ref) };
  }
  return {
    authorization: mockCredentials.service.header({
      onBehalfOf: mockCredentials.service(ref),
      targetPluginId: 'reservations',
    }),
  };
}

export interface Sent {
  /** Serialized as JSON; text and bytes go out as they are. */
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

/**
 * A backend with the plugin as a portal has it: the real routers, permission
 * policy and database, called over HTTP by people of a small company. Every
 * answer is checked against the OpenAPI document.
 */
export async function startPortal(
  knex: Knex,
  more: { features?: BackendFeature[]; reservations?: JsonObject } = {},
) {
  const logger = mockServices.logger.mock();
  const backend = await startTestBackend({
    features: [
      ...(more.features ?? []),
      reservationsPlugin,
      permissionBackend,
      permissionModuleCallboard,
      callboardPermissionsServiceFactory,
      actionsRegistryServiceFactory,
      catalogServiceMock.factory({ entities }),
      logger.factory,
      mockServices.database.factory({ knex }),
      mockServices.httpAuth.factory({
        defaultCredentials: mockCredentials.none(),
      }),
      mockServices.rootConfig.factory({
        data: {
          permission: { enabled: true },
          callboard: {
            access: { roles, serviceAccounts },
            reservations: more.reservations ?? {},
          },
        },
      }),
    ],
  });
  const base = `http://127.0.0.1:${backend.server.port()}/api/reservations`;

  async function send<T = Record<string, any>>(
    who: Principal,
    method: string,
    path: string,
    { body, headers }: Sent = {},
  ): Promise<Answer<T>> {
    const raw = typeof body === 'string' || body instanceof Uint8Array;
    const response = await fetch(base + path, {
      method,
      headers: {
        ...authorizationOf(who),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: raw ? (body as string) : JSON.stringify(body),
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
    const answer = await send<T>(who, method, path, sent);
    checkAnswer({ method, path }, answer);
    return answer;
  }

  /** What the answer of a call that must succeed says. */
  async function done<T>(
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

  return {
    backend,
    logger,
    knex,
    send,
    call,
    done,
    site: (body: object, who: Principal = 'admin') =>
      done<Site>(who, 'POST', '/sites', {
        body: { timeZone: 'Europe/Rome', ...titled(body) },
      }),
    type: (body: object, who: Principal = 'admin') =>
      done<ResourceType>(who, 'POST', '/resource-types', {
        body: { colour: '#1f6feb', ...titled(body) },
      }),
    resource: (body: object, who: Principal = 'admin') =>
      done<Resource>(who, 'POST', '/resources', {
        body: { siteRef: 'resource:campus', type: 'plain', ...body },
      }),
    book: (who: Principal, body: Partial<NewBooking>) =>
      done<Booking>(who, 'POST', '/bookings', {
        body: { title: 'A run', ...body },
      }),
    /** Lets the guest in, for an hour where nothing else is said. */
    grant: (body: Partial<NewAccessGrant>, who: Principal = 'admin') =>
      done<AccessGrant>(who, 'POST', '/access-grants', {
        body: {
          subjectRef: principals.guest,
          siteRef: 'resource:default/campus',
          until: minutes(60),
          ...body,
        },
      }),
    invoke: (who: Principal, action: string, body: unknown) =>
      send(
        who,
        'POST',
        `/.backstage/actions/v1/actions/reservations:${action}/invoke`,
        { body },
      ),
    rowCounts: () => rowCounts(knex),
    stop: () => backend.stop(),
  };
}

export type Portal = Awaited<ReturnType<typeof startPortal>>;

function titled(body: object): object {
  const { name } = body as { name?: string };
  return { title: name, ...body };
}

/** The company's two public sites, its private one, and things on them. */
export async function furnish(portal: Portal) {
  const { admin: _, ...people } = principals;
  const campus = await portal.site({
    name: 'campus',
    admins: [people.campusAdmin],
    members: ['group:default/lab'],
  });
  const cloud = await portal.site({
    name: 'cloud',
    timeZone: 'UTC',
    admins: [people.cloudAdmin],
  });
  const vault = await portal.site({
    name: 'vault',
    visibility: 'members',
    admins: [people.vaultAdmin],
    members: ['group:default/vault-team'],
  });
  const plain = await portal.type({ name: 'plain' });
  const vaultType = await portal.type({
    name: 'vault-type',
    siteRef: vault.entityRef,
  });
  const box = await portal.resource({
    name: 'vault-box',
    siteRef: vault.entityRef,
    type: 'vault-type',
  });
  return { campus, cloud, vault, plain, vaultType, box };
}

const HOUR_MS = 3_600_000;

/**
 * A full hour that is still to come when the tests of a file are through, and the
 * same one for all of them, also where a clock strikes meanwhile.
 */
const HOUR_TO_COME = Math.ceil((Date.now() + HOUR_MS / 4) / HOUR_MS) * HOUR_MS;

/** An instant that many hours after a full hour to come, within 75 minutes. */
export function hours(count: number): string {
  return new Date(HOUR_TO_COME + count * HOUR_MS).toISOString();
}

/** An instant that many minutes from now. */
export function minutes(count: number): string {
  return new Date(Date.now() + count * 60_000).toISOString();
}

/** What works on by itself: schedules, reminders, how far the outbox has come. */
const BOOKKEEPING = /^(backstage_|reminder$|outbox_(sink|head|order)$)/;

/**
 * How many rows there are of what callers can write. That a booking begins or
 * ends is announced by the engine, between any two counts: only what somebody
 * did counts as an event.
 */
async function rowCounts(knex: Knex): Promise<Record<string, number>> {
  const postgres = knex.client.config.client === 'pg';
  const found = postgres
    ? await knex('information_schema.tables')
        .whereRaw('table_schema = current_schema()')
        .select({ name: 'table_name' })
    : await knex('sqlite_master').where({ type: 'table' }).select('name');
  const counts: Record<string, number> = {};
  const names = (found as { name: string }[]).map(({ name }) => name);
  for (const name of names.filter(one => !BOOKKEEPING.test(one))) {
    const rows = knex(name).count({ n: '*' });
    if (name === 'outbox_event') {
      rows.whereNot('actor', 'system');
    }
    const [row] = await rows;
    counts[name] = Number(row?.n);
  }
  return counts;
}

/** Asks again until the answer is good, for what takes its time. */
export async function eventually<T>(
  ask: () => Promise<T>,
  isGood: (value: T) => boolean,
  withinMs = 5_000,
): Promise<T> {
  const until = Date.now() + withinMs;
  for (;;) {
    const value = await ask();
    if (isGood(value)) {
      return value;
    }
    if (Date.now() > until) {
      throw new Error(`Still ${JSON.stringify(value)}`);
    }
    await new Promise(wake => setTimeout(wake, 50));
  }
}
