import {
  BackstageCredentials,
  coreServices,
  createBackendPlugin,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import permissionBackend from '@backstage/plugin-permission-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  AuthorizeResult,
  createPermission,
  PermissionCondition,
  PermissionCriteria,
  PolicyDecision,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import {
  RESOURCE_TYPE_BOOKING,
  reservationsBookingCancelPermission,
  reservationsBookingCreatePermission,
  reservationsBookingPermissions,
  reservationsBookingReadPermission,
  reservationsSiteCreatePermission,
} from '@callboard/backstage-plugin-reservations-common';
import { z } from 'zod';
import permissionModuleCallboard, {
  CallboardPermissionPolicy,
  callboardPermissionsServiceFactory,
} from './index';
import { entityOf, onBehalfAuthServiceFactory } from './__testUtils__';

interface Booking {
  owner: string;
}

const bookings: Record<string, Booking> = {
  mine: { owner: 'user:default/researcher' },
  theirs: { owner: 'user:default/developer' },
};

const bookingRef = createPermissionResourceRef<Booking, Booking>().with({
  pluginId: 'reservations',
  resourceType: RESOURCE_TYPE_BOOKING,
});

function bookingRule(name: string) {
  return createPermissionRule({
    name,
    description: name,
    resourceRef: bookingRef,
    paramsSchema: z.object({ claims: z.array(z.string()) }),
    apply: ({ owner }, { claims }) =>
      name === 'IS_OWN_BOOKING' && claims.includes(owner),
    toQuery: () => ({ owner: '' }),
  });
}

const entities = [
  entityOf('user:default/admin', { memberOf: ['group:default/admins'] }),
  entityOf('user:default/operations', { memberOf: ['group:default/ops'] }),
  entityOf('user:default/researcher', { memberOf: ['group:default/lab'] }),
  entityOf('user:default/auditor', { memberOf: ['group:default/auditors'] }),
  entityOf('user:default/visitor', { memberOf: ['group:default/visitors'] }),
  entityOf('user:default/roleless'),
  entityOf('group:default/admins'),
  entityOf('group:default/ops'),
  entityOf('group:default/lab', { childOf: ['group:default/members'] }),
  entityOf('group:default/members'),
  entityOf('group:default/auditors'),
  entityOf('group:default/visitors'),
];

const access = {
  roles: {
    'global-admin': ['group:default/admins'],
    operations: ['group:default/ops'],
    member: ['group:default/members'],
    auditor: ['group:default/auditors'],
    visitor: ['group:default/visitors'],
  },
  serviceAccounts: [
    {
      subject: 'external:ci',
      roles: ['member'],
      sites: ['resource:default/cloud'],
      owner: 'group:default/lab',
    },
  ],
};

/** A backend with the real permission backend and a plugin that only asks. */
async function start(options?: { enabled?: boolean; inProcess?: boolean }) {
  const { enabled = true, inProcess } = options ?? {};
  let asker: PermissionsService | undefined;
  const reservations = createBackendPlugin({
    pluginId: 'reservations',
    register(env) {
      env.registerInit({
        deps: {
          permissions: coreServices.permissions,
          registry: coreServices.permissionsRegistry,
        },
        async init({ permissions, registry }) {
          asker = permissions;
          registry.addResourceType({
            resourceRef: bookingRef,
            permissions: reservationsBookingPermissions,
            rules: [
              'IS_OWN_BOOKING',
              'IS_PARTICIPANT',
              'IS_APPROVER',
              'BOOKING_IN_VISIBLE_SITES',
              'BOOKING_IN_ADMINISTERED_SITES',
            ].map(bookingRule),
            getResources: async refs => refs.map(ref => bookings[ref]),
          });
        },
      });
    },
  });
  const backend = await startTestBackend({
    features: [
      reservations,
      permissionBackend,
      permissionModuleCallboard,
      callboardPermissionsServiceFactory,
      onBehalfAuthServiceFactory,
      catalogServiceMock.factory({ entities }),
      mockServices.rootConfig.factory({
        data: {
          permission: { enabled },
          callboard: { access: { ...access, inProcess } },
        },
      }),
    ],
  });
  return { permissions: asker!, backend };
}

/** Counts the questions that reach the permission backend while `ask` runs. */
async function questionsOverHttp(ask: () => Promise<unknown>): Promise<number> {
  const policy = jest.spyOn(CallboardPermissionPolicy.prototype, 'handle');
  try {
    await ask();
    return policy.mock.calls.length;
  } finally {
    policy.mockRestore();
  }
}

function describeDecision(decision: PolicyDecision): string {
  if (decision.result !== AuthorizeResult.CONDITIONAL) {
    return decision.result;
  }
  const { pluginId, resourceType, conditions } = decision;
  return `${pluginId} ${resourceType}: ${describeCriteria(conditions)}`;
}

function describeCriteria(
  criteria: PermissionCriteria<PermissionCondition>,
): string {
  if ('anyOf' in criteria) {
    return criteria.anyOf.map(describeCriteria).join(' | ');
  }
  if ('allOf' in criteria) {
    return criteria.allOf.map(describeCriteria).join(' & ');
  }
  return 'rule' in criteria ? criteria.rule : 'not';
}

const user = (name: string) => mockCredentials.user(`user:default/${name}`);

const OWN_OR_ADMINISTERED =
  'reservations reservations-booking: IS_OWN_BOOKING | BOOKING_IN_ADMINISTERED_SITES';
const BOOKABLE =
  'reservations reservations-resource: RESOURCE_IN_VISIBLE_SITE | IS_GRANTED_RESOURCE';
const GUEST = [
  'reservations reservations-booking: IS_OWN_BOOKING | IS_PARTICIPANT | IS_APPROVER',
  'reservations reservations-resource: IS_GRANTED_RESOURCE',
  'reservations reservations-booking: IS_OWN_BOOKING',
];
const IN_SITES = 'reservations reservations-resource: RESOURCE_IN_SITES';
const READABLE =
  'reservations reservations-booking: IS_OWN_BOOKING | IS_PARTICIPANT | BOOKING_IN_VISIBLE_SITES | IS_APPROVER';

describe('callboardPermissionsServiceFactory', () => {
  let permissions: PermissionsService;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    const started = await start();
    permissions = started.permissions;
    stop = () => started.backend.stop();
  });

  afterAll(() => stop());

  async function decisions(
    credentials: BackstageCredentials,
    ...asked: ResourcePermission[]
  ): Promise<string[]> {
    const answers = await permissions.authorizeConditional(
      asked.map(permission => ({ permission })),
      { credentials },
    );
    return answers.map(describeDecision);
  }

  it.each<[string, BackstageCredentials, string[]]>([
    ['global admin', user('admin'), ['ALLOW', 'ALLOW', 'ALLOW']],
    ['operations', user('operations'), ['ALLOW', BOOKABLE, 'ALLOW']],
    ['member', user('researcher'), [READABLE, BOOKABLE, OWN_OR_ADMINISTERED]],
    ['auditor', user('auditor'), ['ALLOW', 'DENY', 'DENY']],
    ['visitor', user('visitor'), GUEST],
    ['user without a role', user('roleless'), GUEST],
    ['user not in the catalog', user('gone'), ['DENY', 'DENY', 'DENY']],
    [
      'plugin of the portal',
      mockCredentials.service('plugin:catalog'),
      ['ALLOW', 'DENY', 'DENY'],
    ],
    [
      'plugin’s token restricted to something else',
      mockCredentials.service('plugin:catalog', {
        permissionNames: ['catalog.entity.read'],
      }),
      ['DENY', 'DENY', 'DENY'],
    ],
    [
      'external token',
      mockCredentials.service('external:unknown'),
      ['DENY', 'DENY', 'DENY'],
    ],
    [
      'service account',
      mockCredentials.service('external:ci'),
      [
        'reservations reservations-booking: BOOKING_IN_SITES',
        IN_SITES,
        'reservations reservations-booking: BOOKING_IN_SITES & IS_OWN_BOOKING',
      ],
    ],
    [
      'service account’s token restricted to something else',
      mockCredentials.service('external:ci', {
        permissionNames: ['catalog.entity.read'],
      }),
      ['DENY', 'DENY', 'DENY'],
    ],
    ['nobody', mockCredentials.none(), ['DENY', 'DENY', 'DENY']],
  ])('answers a %s in process', async (_, credentials, expected) => {
    let answers: string[] = [];
    const questions = await questionsOverHttp(async () => {
      answers = await decisions(
        credentials,
        reservationsBookingReadPermission,
        reservationsBookingCreatePermission,
        reservationsBookingCancelPermission,
      );
    });
    expect(answers).toEqual(expected);
    expect(questions).toBe(0);
  });

  it('hands the asker’s claims to the conditions', async () => {
    const [decision] = await permissions.authorizeConditional(
      [{ permission: reservationsBookingCreatePermission }],
      { credentials: user('researcher') },
    );
    expect(decision).toEqual({
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'reservations',
      resourceType: 'reservations-resource',
      conditions: {
        anyOf: [
          ...['RESOURCE_IN_VISIBLE_SITE', 'IS_GRANTED_RESOURCE'].map(rule => ({
            resourceType: 'reservations-resource',
            rule,
            params: {
              claims: [
                'user:default/researcher',
                'group:default/lab',
                'group:default/members',
              ],
            },
          })),
        ],
      },
    });
  });

  it('answers basic permissions in process', async () => {
    const ask = async (name: string) =>
      (
        await permissions.authorize(
          [{ permission: reservationsSiteCreatePermission }],
          { credentials: user(name) },
        )
      )[0].result;
    expect(await ask('admin')).toBe('ALLOW');
    expect(await ask('operations')).toBe('DENY');
    expect(await ask('researcher')).toBe('DENY');
  });

  it('has the plugin say yes or no about one thing, through the permission backend', async () => {
    const ask = () =>
      permissions.authorize(
        [
          { permission: reservationsSiteCreatePermission },
          ...['theirs', 'mine', 'missing'].map(resourceRef => ({
            permission: reservationsBookingCancelPermission,
            resourceRef,
          })),
        ],
        { credentials: user('researcher') },
      );
    let answers: { result: string }[] = [];
    const questions = await questionsOverHttp(async () => {
      answers = await ask();
    });
    expect(answers.map(({ result }) => result)).toEqual([
      'DENY',
      'DENY',
      'ALLOW',
      'DENY',
    ]);
    expect(questions).toBe(3);
  });

  it('denies what bears our name and is not in the table', async () => {
    const unknown = createPermission({
      name: 'reservations.unheard-of',
      attributes: { action: 'read' },
    });
    const credentials = user('admin');
    expect(
      await permissions.authorize([{ permission: unknown }], { credentials }),
    ).toEqual([{ result: 'DENY' }]);
  });

  it('asks the portal’s policy about the rest, once in a while', async () => {
    const readEntities = createPermission({
      name: 'catalog.entity.read',
      attributes: { action: 'read' },
      resourceType: 'catalog-entity',
    });
    const questions = await questionsOverHttp(async () => {
      for (let times = 0; times < 3; times++) {
        expect(
          await decisions(
            user('researcher'),
            readEntities,
            reservationsBookingCreatePermission,
          ),
        ).toEqual([expect.stringContaining('HAS_SPEC'), BOOKABLE]);
      }
      expect(await decisions(user('visitor'), readEntities)).toEqual(['DENY']);
    });
    expect(questions).toBe(2);
  });
});

describe('a service account', () => {
  it('has in the rest of the portal what a person with its roles has', async () => {
    const { permissions, backend } = await start();
    const ask = async (
      subject: string,
      name: string,
      action: 'read' | 'create' | 'delete',
    ) => {
      const permission = createPermission({ name, attributes: { action } });
      const credentials = mockCredentials.service(subject);
      const [answer] = await permissions.authorize([{ permission }], {
        credentials,
      });
      return answer.result;
    };
    expect(await ask('external:ci', 'catalog.location.create', 'create')).toBe(
      'ALLOW',
    );
    expect(await ask('external:ci', 'catalog.location.delete', 'delete')).toBe(
      'DENY',
    );
    expect(await ask('external:ci', 'devtools.info.read', 'read')).toBe('DENY');
    // Without an account it is as Backstage has it.
    expect(await ask('external:x', 'devtools.info.read', 'read')).toBe('ALLOW');
    await backend.stop();
  });
});

describe('callboardPermissionsServiceFactory, configured otherwise', () => {
  const asked = [{ permission: reservationsBookingCreatePermission }];

  it('is the stock service where permissions are off', async () => {
    const { permissions, backend } = await start({ enabled: false });
    const credentials = user('gone');
    expect(
      await permissions.authorizeConditional(asked, { credentials }),
    ).toEqual([{ result: 'ALLOW' }]);
    await backend.stop();
  });

  it('leaves users, not services, to the permission backend where that is wanted', async () => {
    const { permissions, backend } = await start({ inProcess: false });
    const ask = (credentials: BackstageCredentials) =>
      permissions.authorizeConditional(asked, { credentials });
    const questions = await questionsOverHttp(async () => {
      const [decision] = await ask(user('researcher'));
      expect(describeDecision(decision)).toBe(BOOKABLE);
      await ask(user('researcher'));
      expect(await ask(mockCredentials.service('external:unknown'))).toEqual([
        { result: 'DENY' },
      ]);
    });
    expect(questions).toBe(1);
    await backend.stop();
  });

  it('does not start with a role that it does not know', async () => {
    const roles = { superuser: ['group:default/admins'] };
    await expect(
      startTestBackend({
        features: [
          permissionBackend,
          permissionModuleCallboard,
          catalogServiceMock.factory({ entities }),
          mockServices.rootConfig.factory({
            data: { callboard: { access: { roles } } },
          }),
        ],
      }),
    ).rejects.toThrow(/unknown role 'superuser'/);
  });
});
