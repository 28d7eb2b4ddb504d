import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  Request,
  Service,
} from '@callboard/backstage-plugin-service-requests-common';
import { type Principal, TEAM } from '../__testUtils__/people';
import {
  type Answer,
  type Portal,
  postgres,
  startPortal,
} from '../__testUtils__/startPortal';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
/** One of each kind; the tests of access have everybody. */
const everyone: Principal[] = [
  'admin',
  'operations',
  'reviewer',
  'developer',
  'stranger',
  'auditor',
  'pipeline',
  'reviewBot',
  'visitor',
  'nobody',
];
const UNKNOWN = '00000000-0000-4000-8000-000000000000';

/** Name, and whether it is readOnly, destructive, idempotent. */
const ATTRIBUTES: Record<string, [boolean, boolean, boolean]> = {
  'approve-request': [false, false, false],
  'claim-request': [false, false, false],
  'comment-on-request': [false, false, false],
  'create-offering': [false, false, false],
  'create-request': [false, false, false],
  'extend-service': [false, false, true],
  'get-offering': [true, false, true],
  'get-options': [true, false, true],
  'get-request': [true, false, true],
  'get-request-diff': [true, false, true],
  'get-request-timeline': [true, false, true],
  'get-service': [true, false, true],
  'get-service-dependents': [true, false, true],
  'get-service-metrics': [true, false, true],
  'get-summary': [true, false, true],
  'list-offerings': [true, false, true],
  'list-policies': [true, false, true],
  'list-quotas': [true, false, true],
  'list-requests': [true, false, true],
  'list-secrets': [true, false, true],
  'list-services': [true, false, true],
  'merge-request': [false, true, false],
  'preview-request': [true, false, true],
  'rebase-request': [false, false, false],
  'reject-request': [false, true, false],
  'request-changes': [false, false, false],
  'set-sandbox': [false, false, true],
  'submit-request': [false, false, false],
  'update-offering': [false, false, false],
  'update-request': [false, false, false],
  'withdraw-request': [false, true, false],
};

describe.each(databases.eachSupportedId())('actions on %p', id => {
  let portal: Portal;
  let count = 0;
  const fresh = () => postgres(`act-${++count}`);

  beforeAll(async () => {
    portal = await startPortal(await databases.init(id));
  });
  afterAll(() => portal.stop());

  const invoke = (
    who: Principal,
    action: string,
    body: unknown = {},
  ): Promise<Answer> =>
    portal.call(
      who,
      'POST',
      `/.backstage/actions/v1/actions/service-requests:${action}/invoke`,
      { body },
    );

  const output = async (who: Principal, action: string, input: object = {}) => {
    const answer = await invoke(who, action, input);
    if (answer.status !== 200) {
      throw new Error(`${action} was refused: ${answer.text}`);
    }
    return answer.body.output;
  };

  const draft = (more: object = {}) => ({
    title: 'What is needed',
    environment: 'staging',
    regions: ['eu-west-1'],
    owner: TEAM,
    items: [fresh()],
    ...more,
  });

  /** Of the developer, for their team. */
  const submitted = (more: object = {}) =>
    portal.request('developer', [fresh()], { owner: TEAM, ...more });

  let running: Service;
  async function service(): Promise<Service> {
    if (!running) {
      const request = await portal.bringAbout(
        await submitted({ endDate: dayIn(30) }),
      );
      [running] = (await portal.services('developer')).filter(
        one => one.requestId === request.id,
      );
    }
    return running;
  }

  it('take a request from the form to a running service', async () => {
    const { offerings } = await output('developer', 'list-offerings');
    expect(offerings.map(({ name }: any) => name)).toContain('postgresql');
    const { offering } = await output('developer', 'get-offering', {
      name: 'postgresql',
    });
    expect(offering.operations[0].parameters.properties).toHaveProperty(
      'instanceClass',
    );

    const asked = draft();
    const preview = await output('developer', 'preview-request', asked);
    expect(preview).toMatchObject({ complete: true, approvalsNeeded: 1 });
    expect(preview.files[0].diff).toContain(`act-${count}`);
    expect((await output('developer', 'list-requests')).requests).toEqual([]);

    const { request: made } = await output(
      'developer',
      'create-request',
      asked,
    );
    expect(made).toMatchObject({
      status: 'draft',
      owner: TEAM,
      link: `/service-requests/requests/${made.id}`,
    });
    const { request: changed } = await output('developer', 'update-request', {
      id: made.id,
      version: made.version,
      reason: 'For orders',
    });
    expect(changed.reason).toBe('For orders');
    const { request } = await output('developer', 'submit-request', {
      id: made.id.toUpperCase(),
      comment: 'Please',
    });
    expect(request.status).toBe('submitted');

    await output('reviewer', 'claim-request', { id: made.id });
    await output('reviewer', 'comment-on-request', {
      id: made.id,
      comment: 'Looking',
    });
    const diff = await output('reviewer', 'get-request-diff', { id: made.id });
    expect(diff.files).toHaveLength(preview.files.length);
    const { request: approved } = await output('reviewer', 'approve-request', {
      id: made.id,
      revision: diff.revision,
      manifestHash: diff.manifestHash,
    });
    expect(approved).toMatchObject({ approvals: [{ decision: 'approved' }] });
    await portal.until(made.id, 'pr_open');
    await output('operations', 'merge-request', { id: made.id });
    await portal.until(made.id, 'ready');

    const { request: done, comments } = await output(
      'developer',
      'get-request',
      { id: made.id },
    );
    expect(comments).toMatchObject([{ body: 'Looking' }]);
    const [{ placements }] = done.items;
    const { service: seen, history } = await output(
      'developer',
      'get-service',
      {
        id: placements[0].serviceId,
      },
    );
    expect(seen).toMatchObject({ status: 'ready', sandbox: true });
    expect(seen.endpoint).toBeTruthy();
    expect(history).toMatchObject([{ operation: 'create' }]);
    const { services } = await output('developer', 'list-services', {
      entityRef: seen.entityRef,
    });
    expect(services.map((one: Service) => one.id)).toEqual([seen.id]);
    const { secrets } = await output('developer', 'list-secrets', {
      owner: TEAM,
    });
    expect(secrets).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ serviceId: seen.id, kind: 'database' }),
      ]),
    );
  });

  it('send back, change, rebase, reject and withdraw', async () => {
    const request = await submitted();
    const one = { id: request.id };
    const back = await output('reviewer', 'request-changes', {
      ...one,
      comment: 'Smaller',
    });
    expect(back.request.status).toBe('changes_requested');
    await output('developer', 'submit-request', one);
    expect((await invoke('developer', 'rebase-request', one)).status).toBe(409);
    const rejected = await output('reviewer', 'reject-request', {
      ...one,
      comment: 'No',
    });
    expect(rejected.request.status).toBe('rejected');

    const other = await submitted();
    const { request: withdrawn } = await output(
      'developer',
      'withdraw-request',
      { id: other.id, comment: 'Not needed' },
    );
    expect(withdrawn).toMatchObject({
      status: 'withdrawn',
      actions: ['comment'],
    });
  });

  it('extend a service and tell the sandbox how it is to behave', async () => {
    const { id: serviceId } = await service();
    const { service: extended } = await output('developer', 'extend-service', {
      id: serviceId,
      endDate: dayIn(60),
    });
    expect(extended.endDate).toBe(dayIn(60));
    for (const behaviour of ['degraded', 'normal']) {
      const told = { id: serviceId, behaviour };
      expect((await invoke('developer', 'set-sandbox', told)).status).toBe(403);
      await output('operations', 'set-sandbox', told);
    }
  });

  it('file one request for an idempotency key, however often it is asked', async () => {
    const keyed = {
      ...draft({ submit: true }),
      idempotencyKey: `once-${id}`,
    };
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        output('developer', 'create-request', keyed),
      ),
    );
    expect(new Set(answers.map(({ request }) => request.id)).size).toBe(1);
    const other = await invoke('developer', 'create-request', {
      ...keyed,
      title: 'Other',
    });
    expect(other.status).toBe(422);
  });

  it('say what would pass where a policy denies, and keep nothing', async () => {
    const before = (await output('developer', 'list-requests')).requests.length;
    const answer = await invoke('developer', 'create-request', {
      ...draft({ environment: 'production', submit: true }),
      items: [postgres(`act-${++count}`, { multiAz: false })],
    });
    expect(answer.status).toBe(403);
    expect(answer.body.verdicts?.length ?? answer.text).toBeTruthy();
    const after = (await output('developer', 'list-requests')).requests.length;
    expect(after).toBe(before);
  });

  const waiting = async () => ({ id: (await submitted()).id });
  const remark = { comment: 'Because' };
  const doings: [string, (who: Principal) => Promise<[Answer, Answer]>][] = [
    [
      'create-request',
      async who => {
        const { regions, items, ...rest } = draft();
        return [
          await portal.call(who, 'POST', '/requests', {
            body: { ...rest, regions, items },
          }),
          await invoke(who, 'create-request', draft()),
        ];
      },
    ],
    [
      'update-request',
      async who => {
        const [one, two] = [await submitted(), await submitted()];
        return [
          await portal.call(who, 'PATCH', `/requests/${one.id}`, {
            body: { reason: 'New' },
            headers: { 'if-match': `"${one.version}"` },
          }),
          await invoke(who, 'update-request', {
            id: two.id,
            version: two.version,
            reason: 'New',
          }),
        ];
      },
    ],
    ...(
      [
        ['submit-request', 'submit', {}],
        ['withdraw-request', 'withdraw', {}],
        ['rebase-request', 'rebase', undefined],
        ['claim-request', 'claim', {}],
        ['request-changes', 'request-changes', remark],
        ['reject-request', 'reject', remark],
        ['merge-request', 'merge', {}],
        ['comment-on-request', 'comments', remark],
      ] as const
    ).map(([action, route, body]): (typeof doings)[number] => [
      action,
      async who => {
        const [one, two] = [await waiting(), await waiting()];
        return [
          await portal.call(who, 'POST', `/requests/${one.id}/${route}`, {
            body,
          }),
          await invoke(who, action, { ...two, ...body }),
        ];
      },
    ]),
    [
      'approve-request',
      async who => {
        const [one, two] = [await submitted(), await submitted()];
        const approving = ({ revision, manifestHash }: Request) => ({
          revision,
          manifestHash,
        });
        return [
          await portal.call(who, 'POST', `/requests/${one.id}/approve`, {
            body: approving(one),
          }),
          await invoke(who, 'approve-request', {
            id: two.id,
            ...approving(two),
          }),
        ];
      },
    ],
    ...(
      [
        ['get-request', ''],
        ['get-request-diff', '/diff'],
      ] as const
    ).map(([action, path]): (typeof doings)[number] => [
      action,
      async who => {
        const one = await waiting();
        return [
          await portal.call(who, 'GET', `/requests/${one.id}${path}`),
          await invoke(who, action, one),
        ];
      },
    ]),
    [
      'get-service',
      async who => {
        const one = { id: (await service()).id };
        return [
          await portal.call(who, 'GET', `/services/${one.id}`),
          await invoke(who, 'get-service', one),
        ];
      },
    ],
    [
      'extend-service',
      async who => {
        const one = { id: (await service()).id };
        const body = { endDate: dayIn(90) };
        return [
          await portal.call(who, 'POST', `/services/${one.id}/extend`, {
            body,
          }),
          await invoke(who, 'extend-service', { ...one, ...body }),
        ];
      },
    ],
    [
      'set-sandbox',
      async who => {
        const one = { id: (await service()).id };
        const body = { behaviour: 'normal' };
        return [
          await portal.call(who, 'PUT', `/services/${one.id}/sandbox`, {
            body,
          }),
          await invoke(who, 'set-sandbox', { ...one, ...body }),
        ];
      },
    ],
    [
      'get-offering',
      async who => [
        await portal.call(who, 'GET', '/offerings/postgresql'),
        await invoke(who, 'get-offering', { name: 'postgresql' }),
      ],
    ],
    [
      'create-offering',
      async who => [
        await portal.call(who, 'POST', '/offerings', {
          body: { document: { name: 'half' } },
        }),
        await invoke(who, 'create-offering', { document: { name: 'half' } }),
      ],
    ],
    [
      'update-offering',
      async who => {
        const body = { status: 'archived' };
        return [
          await portal.call(who, 'PATCH', '/offerings/no-such', {
            body,
            headers: { 'if-match': '"99"' },
          }),
          await invoke(who, 'update-offering', {
            name: 'no-such',
            version: 99,
            ...body,
          }),
        ];
      },
    ],
    [
      'list-services',
      async who => [
        await portal.call(who, 'GET', '/services'),
        await invoke(who, 'list-services'),
      ],
    ],
    [
      'get-options',
      async who => [
        await portal.call(who, 'GET', '/options'),
        await invoke(who, 'get-options'),
      ],
    ],
    [
      'get-summary',
      async who => [
        await portal.call(who, 'GET', '/summary'),
        await invoke(who, 'get-summary'),
      ],
    ],
    [
      'list-policies',
      async who => [
        await portal.call(who, 'GET', '/policies'),
        await invoke(who, 'list-policies'),
      ],
    ],
    [
      'list-quotas',
      async who => [
        await portal.call(who, 'GET', `/quotas?owner=${TEAM}`),
        await invoke(who, 'list-quotas', { owner: TEAM }),
      ],
    ],
    ...(['metrics', 'dependents'] as const).map(
      (part): (typeof doings)[number] => [
        `get-service-${part}`,
        async who => {
          const { id: one } = await service();
          return [
            await portal.call(who, 'GET', `/services/${one}/${part}`),
            await invoke(who, `get-service-${part}`, { id: one }),
          ];
        },
      ],
    ),
    [
      'get-request-timeline',
      async who => {
        const { id: one } = await submitted();
        return [
          await portal.call(who, 'GET', `/requests/${one}/timeline`),
          await invoke(who, 'get-request-timeline', { id: one }),
        ];
      },
    ],
    [
      'list-secrets',
      async who => [
        await portal.call(who, 'GET', '/secrets'),
        await invoke(who, 'list-secrets'),
      ],
    ],
    [
      'list-requests',
      async who => [
        await portal.call(who, 'GET', '/requests'),
        await invoke(who, 'list-requests'),
      ],
    ],
    [
      'list-offerings',
      async who => [
        await portal.call(who, 'GET', '/offerings'),
        await invoke(who, 'list-offerings'),
      ],
    ],
    [
      'preview-request',
      async who => {
        const { title, ...rest } = draft();
        return [
          await portal.call(who, 'POST', '/requests/preview', { body: rest }),
          await invoke(who, 'preview-request', rest),
        ];
      },
    ],
  ];

  it('has each action in the table of who may', () => {
    expect(doings.map(([action]) => action).sort()).toEqual(
      Object.keys(ATTRIBUTES).sort(),
    );
  });

  it.each(doings)('%s for whom the route does', async (_, doing) => {
    const got: string[] = [];
    const expected: string[] = [];
    for (const who of everyone) {
      const [routed, acted] = await doing(who);
      const status = routed.status < 300 ? 200 : routed.status;
      expected.push(`${who}: ${status} ${routed.body.error?.name}`);
      got.push(`${who}: ${acted.status} ${acted.body.error?.name}`);
    }
    expect(got).toEqual(expected);
    expect(new Set(got.map(one => one.split(' ')[1])).size).toBeGreaterThan(2);
  });

  it('list what the route shows', async () => {
    for (const [action, path, key] of [
      ['list-requests', '/requests', 'requests'],
      ['list-services', '/services', 'services'],
    ]) {
      const seen = new Set<number>();
      for (const who of everyone) {
        const routed = await portal.call(who, 'GET', `${path}?limit=500`);
        const acted = await invoke(who, action, { limit: 500 });
        const idsOf = (items: { id: string }[] = []) =>
          items.map(item => item.id);
        expect([who, idsOf(acted.body.output?.[key])]).toEqual([
          who,
          idsOf(routed.body.items),
        ]);
        seen.add(idsOf(routed.body.items).length);
      }
      expect(seen.size).toBeGreaterThan(1);
    }
  });

  it.each<[string, string, unknown]>([
    ['no input', 'create-request', {}],
    ['a list', 'create-request', []],
    ['half of JSON', 'create-request', '{"title":'],
    ['a field', 'create-request', draft({ status: 'approved' })],
    ['a requester', 'create-request', draft({ requestedBy: 'user:default/x' })],
    ['NUL in a title', 'create-request', draft({ title: 'a\0' })],
    ['an empty title', 'create-request', draft({ title: ' ' })],
    ['an environment', 'create-request', draft({ environment: '../main' })],
    ['a region', 'create-request', draft({ regions: ['--upload-pack=x'] })],
    ['no items', 'create-request', draft({ items: [] })],
    ['NUL in the key', 'create-request', draft({ idempotencyKey: '\0' })],
    [
      'a name',
      'create-request',
      draft({ submit: true, items: [postgres('../../main')] }),
    ],
    ['no version', 'update-request', { id: UNKNOWN, title: 'New' }],
    ['no id', 'get-request', { id: '17' }],
    ['no hash', 'approve-request', { id: UNKNOWN, revision: 1 }],
    ['no comment', 'reject-request', { id: UNKNOWN }],
    ['NUL', 'list-requests', { q: '\0' }],
    ['a cursor', 'list-requests', { cursor: 'a\0' }],
    ['a status', 'list-requests', { statuses: ['odd'] }],
    ['an owner', 'list-requests', { owner: 'campus' }],
    ['a day', 'list-services', { expiresBefore: 'soon' }],
    ['a region', 'list-services', { region: '../x' }],
    ['a cursor', 'list-services', { cursor: 'x'.repeat(50_000) }],
    ['an owner', 'list-secrets', { owner: '\0' }],
    ['a name', 'get-offering', { name: '../x' }],
    ['a behaviour', 'set-sandbox', { id: UNKNOWN, behaviour: 'odd' }],
  ])('refuse %s for %s', async (_, action, input) => {
    const total = async () =>
      (await output('admin', 'list-requests', { limit: 500 })).requests.length;
    const before = await total();
    const answer = await invoke('admin', action, input);
    expect([answer.status, answer.text]).toEqual([400, expect.any(String)]);
    expect(answer.text).not.toMatch(/"stack"|\bat .*\.[jt]s:\d/);
    expect(await total()).toBe(before);
  });

  it.each([
    ['get-request', {}],
    ['get-request-diff', {}],
    ['submit-request', {}],
    ['withdraw-request', {}],
    ['rebase-request', {}],
    ['claim-request', {}],
    ['merge-request', {}],
    ['reject-request', remark],
    ['comment-on-request', remark],
    ['get-service', {}],
    ['extend-service', { endDate: '2099-01-01' }],
    ['set-sandbox', { behaviour: 'normal' }],
  ])('say so where there is nothing to %s', async (action, more) => {
    const answer = await invoke('admin', action, { id: UNKNOWN, ...more });
    expect(answer.status).toBe(404);
    expect(answer.body.error.message).toMatch(
      new RegExp(`There is no (request|service) '${UNKNOWN}'`),
    );
  });

  it('say honestly what they do, to whoever has signed in', async () => {
    const list = (who: Principal) =>
      portal.call(who, 'GET', '/.backstage/actions/v1/actions');
    expect((await list('nobody')).status).toBe(401);
    const { actions } = (await list('developer')).body;
    expect(
      Object.fromEntries(
        actions.map(({ name, attributes: one }: any) => [
          name,
          [one.readOnly, one.destructive, one.idempotent],
        ]),
      ),
    ).toEqual(ATTRIBUTES);
  });
});

function dayIn(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}
