import { ConfigReader } from '@backstage/config';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { DomainEvent } from '@callboard/backend-outbox';
import { serviceRequestsEventTypes } from '@callboard/backstage-plugin-service-requests-common';
import { openDatabase } from '../database/openDatabase';
import { RequestStore } from '../requests/RequestStore';
import { ReviewStore } from '../requests/ReviewStore';
import type { RequestRecord } from '../requests/types';
import { ServiceStore } from '../services/ServiceStore';
import { NOTHING_SEEN, type ServiceRecord } from '../services/types';
import { createNotificationsOf, isTold } from '.';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const requester = 'user:default/researcher';
const editor = 'user:default/colleague';
const reviewer = 'user:default/reviewer';
const owner = 'group:default/research';
const REQUEST = '6b1f0a52-5f0e-4f57-9a36-0c7f5d2e8b01';
const SERVICE = '0d3b6f18-7a2c-4e9d-9b15-8e4f1a5c7d03';
const CANARY = 'canary-never-shown';

const request: RequestRecord = {
  id: REQUEST,
  version: 1,
  createdAt: 1,
  updatedAt: 1,
  title: 'A database for orders',
  environment: 'staging',
  regions: ['eu-west-1'],
  items: [],
  owner,
  requestedBy: requester,
  parties: [],
  status: 'draft',
  statusSince: 1,
  revision: 1,
};

const service: ServiceRecord = {
  id: SERVICE,
  version: 1,
  createdAt: 1,
  updatedAt: 1,
  entityRef: 'resource:default/staging-eu-west-1-orders',
  name: 'orders',
  offering: 'postgresql',
  offeringVersion: 1,
  environment: 'staging',
  production: false,
  region: 'eu-west-1',
  owner,
  requestedBy: requester,
  requestId: REQUEST,
  phase: 'steady',
  status: 'ready',
  statusSince: 1,
  mergedAt: 1,
  parameters: { masterPassword: CANARY },
  judgement: {
    ...NOTHING_SEEN,
    endpoint: 'orders.example.internal:5432',
    secrets: [
      {
        kind: 'database',
        namespace: 'staging',
        name: 'orders-credentials',
        state: 'synced',
        overdue: false,
        message: CANARY,
      },
    ],
  },
};

interface Change {
  actor?: string;
  request?: object;
  service?: object;
  before?: object;
  text?: string;
}

/** The example of the catalogue, with what differs. */
function event(type: string, change: Change = {}): DomainEvent {
  const { example } = serviceRequestsEventTypes.find(one => one.type === type)!;
  const shown = example as {
    request?: object;
    service?: object;
    before?: object;
  };
  return {
    id: 'event-1',
    type,
    actor: change.actor ?? requester,
    data: {
      ...example,
      ...(shown.request
        ? { request: { ...shown.request, ...change.request } }
        : {}),
      ...(shown.service
        ? { service: { ...shown.service, ...change.service } }
        : {}),
      ...(change.before
        ? { before: { ...shown.before, ...change.before } }
        : {}),
      ...(change.text === undefined ? {} : { text: change.text }),
    },
  } as unknown as DomainEvent;
}

describe.each(databases.eachSupportedId())('notifications on %p', id => {
  const stores = {
    requests: new RequestStore(),
    reviews: new ReviewStore(),
    services: new ServiceStore(),
  };
  let notificationsOf: ReturnType<typeof createNotificationsOf>;
  let database: Awaited<ReturnType<typeof openDatabase>>;

  beforeAll(async () => {
    database = await openDatabase({ knex: await databases.init(id) });
    await database.write(async tx => {
      await stores.requests.insert(tx, request);
      await stores.services.insert(tx, service);
      await stores.reviews.insertDecision(tx, {
        id: '11111111-1111-4111-8111-111111111111',
        requestId: REQUEST,
        revision: 1,
        manifestHash: '',
        reviewer,
        decision: 'changes_requested',
        comment: 'Smaller, please',
        at: 2,
      });
      await stores.reviews.insertComment(tx, {
        id: '22222222-2222-4222-8222-222222222222',
        requestId: REQUEST,
        revision: 1,
        author: 'user:default/team-lead',
        body: 'We need it on Monday',
        at: 3,
      });
    });
    notificationsOf = createNotificationsOf({
      ...stores,
      database,
      config: new ConfigReader({
        callboard: {
          access: {
            roles: {
              'service-reviewer': ['group:service-reviewers', reviewer],
              operations: ['group:default/operations'],
            },
          },
        },
      }),
    });
  });

  const told = async (type: string, change?: Change) =>
    (await notificationsOf(event(type, change))).map(
      ({ recipient, topic, except, payload }) => ({
        recipient,
        topic,
        except,
        ...payload,
      }),
    );
  const parties = [
    { ref: requester, role: 'requester' },
    { ref: editor, role: 'editor' },
  ];

  it('asks reviewers, and never who asked for it or edited it', async () => {
    expect(await told('request.submitted', { request: { parties } })).toEqual([
      {
        recipient: ['group:default/service-reviewers', reviewer],
        topic: 'reviews',
        except: [requester, editor],
        title: 'A database for orders waits for review',
        description:
          'staging, eu-west-1, for group:default/research. It should be reviewed by Tue 16 Mar, 09:00 UTC.',
        link: `/service-requests/requests/${REQUEST}`,
        severity: 'normal',
      },
    ]);
    const own = { parties: [{ ref: reviewer, role: 'requester' }] };
    expect(
      (await told('request.submitted', { request: own }))[0].recipient,
    ).toEqual(['group:default/service-reviewers']);
  });

  it.each([
    ['request.changes_requested', 'was sent back'],
    ['request.rejected', 'was rejected'],
    ['request.approved', 'is approved'],
    ['request.policy_failed', 'is denied by a policy'],
    ['request.conflicted', 'cannot be merged any more'],
    ['request.pull_request_closed', 'was closed without being merged'],
    ['request.withdrawn', 'was withdrawn'],
    ['request.expired', 'has expired'],
  ])('tells who asked and who edited: %s', async (type, fate) => {
    const [one, ...rest] = await told(type, {
      actor: reviewer,
      request: { parties },
      text: 'Because',
    });
    expect(rest).toEqual([]);
    expect(one).toMatchObject({
      recipient: [requester, editor],
      topic: 'decisions',
      title: `A database for orders ${fate}`,
      description: expect.stringContaining('Because'),
      link: `/service-requests/requests/${REQUEST}`,
    });
    const [byEditor] = await told(type, {
      actor: editor,
      request: { parties },
    });
    expect(byEditor.recipient).toEqual([requester]);
  });

  it('tells whose it is what became of what the portal has asked for', async () => {
    const [one] = await told('request.rejected', {
      actor: reviewer,
      request: {
        requestedBy: 'system',
        parties: [{ ref: 'system', role: 'requester' }],
      },
      text: 'It is needed until the move',
    });
    expect(one).toMatchObject({
      recipient: [owner],
      title: 'A database for orders was rejected',
      description: expect.stringMatching(
        /^“It is needed until the move” It goes on running\. .* end date /,
      ),
    });
  });

  it('says that one approval is not enough', async () => {
    const [one] = await told('request.approved', {
      actor: reviewer,
      request: { status: 'submitted' },
    });
    expect(one).toMatchObject({
      title: 'A database for orders has an approval',
      severity: 'low',
    });
  });

  it('tells a deputy, and nobody of a claim without one', async () => {
    expect(await told('request.claimed', { actor: reviewer })).toEqual([
      expect.objectContaining({
        recipient: ['user:default/second-reviewer'],
        topic: 'reviews',
      }),
    ]);
    const claim = { by: reviewer, at: '2027-03-15T10:00:00.000Z' };
    expect(await told('request.claimed', { request: { claim } })).toEqual([]);
  });

  it('carries what is said to everybody in the discussion but who says it', async () => {
    const [one] = await told('request.commented', {
      actor: reviewer,
      text: 'Is one enough?',
    });
    expect(one).toMatchObject({
      recipient: [requester, 'user:default/team-lead'],
      topic: 'discussion',
      title: 'user:default/reviewer on A database for orders',
      description: '“Is one enough?”',
    });
    const [back] = await told('request.commented', { text: 'Yes' });
    expect(back.recipient).toEqual([reviewer, 'user:default/team-lead']);
  });

  it('tells who asked and the owners once, how it is reached and where its secret is', async () => {
    const all = await told('request.ready', { actor: 'system' });
    expect(all).toEqual([
      {
        recipient: [requester, owner],
        topic: 'ready',
        except: undefined,
        title: 'A database for orders is ready',
        description:
          'orders (staging, eu-west-1): orders.example.internal:5432; database credentials in staging/orders-credentials.',
        link: `/service-requests/requests/${REQUEST}`,
        severity: 'normal',
      },
    ]);
    expect(JSON.stringify(all)).not.toContain(CANARY);
  });

  it('says all of it in Italian too', async () => {
    const italian = async (type: string, change?: Change) =>
      (await notificationsOf(event(type, change)))[0].translations?.it;
    expect(
      await italian('request.changes_requested', {
        actor: reviewer,
        request: { parties },
        text: 'Smaller, please',
      }),
    ).toMatchObject({
      title: expect.stringContaining('è stata rimandata indietro'),
      description: '“Smaller, please” Modificala e consegnala di nuovo.',
    });
    expect(
      await italian('service.expiring', {
        service: { endDate: '2027-06-30' },
      }),
    ).toMatchObject({
      title: expect.stringContaining('finisce il 30 giugno 2027'),
    });
  });

  it('tells that something is gone', async () => {
    await database.write(tx =>
      stores.services.update(tx, {
        ...service,
        status: 'removed',
        removedAt: 9,
      }),
    );
    const [one] = await told('request.ready', {
      actor: 'system',
      request: { status: 'removed', title: 'Away with orders' },
    });
    expect(one).toMatchObject({
      title: 'Away with orders: it is gone',
      description: 'orders (staging, eu-west-1) is gone.',
    });
  });

  it('does not say of what nobody follows that it is ready', async () => {
    await database.write(tx =>
      stores.services.update(tx, {
        ...service,
        statusReason: 'Not followed: nothing reports on it',
      }),
    );
    const [one] = await told('request.ready', { actor: 'system' });
    expect(one).toMatchObject({
      title: 'A database for orders is merged',
      description:
        'orders (staging, eu-west-1). Not followed: nothing reports on it.',
    });
  });

  it.each(['degraded', 'timed_out'])(
    'tells owners and operations of what is %s, once, and that it is over',
    async status => {
      const change = { actor: 'system', service: { status } };
      const [one] = await told('service.status_changed', change);
      expect(one).toMatchObject({
        recipient: [owner, 'group:default/operations'],
        topic: 'unwell',
        description: expect.stringContaining('Instance orders is not ready'),
        link: `/service-requests/services/${SERVICE}`,
        severity: 'high',
      });
      const before = { status };
      expect(
        await told('service.status_changed', { ...change, before }),
      ).toEqual([]);
      const well = { status: 'ready' };
      expect(
        await told('service.status_changed', { service: well, before }),
      ).toMatchObject([{ title: 'orders is well again' }]);
    },
  );

  it('warns owners of the end, and says when the portal has asked for it', async () => {
    expect(await told('service.expiring', { actor: 'system' })).toMatchObject([
      {
        recipient: [owner],
        topic: 'expiry',
        title: 'orders ends on 30 June 2027',
        link: `/service-requests/services/${SERVICE}?extend`,
      },
    ]);
    const [draft] = await told('request.created', { actor: 'system' });
    expect(draft).toMatchObject({ recipient: [owner], topic: 'expiry' });
    expect(draft.description).toContain('Something is in the way');
    await database.write(tx =>
      stores.requests.update(
        tx,
        { ...request, status: 'submitted' },
        { items: false },
      ),
    );
    const [handedIn] = await told('request.created', { actor: 'system' });
    expect(handedIn.description).toContain('before somebody has approved');
    expect(await told('request.created')).toEqual([]);
  });

  it('tells nobody of what a service account has done for itself', async () => {
    const account = 'external:ci';
    expect(
      await told('request.rejected', {
        actor: reviewer,
        request: {
          requestedBy: account,
          parties: [{ ref: account, role: 'requester' }],
        },
      }),
    ).toEqual([]);
  });

  it('tells nothing of events that it does not take', async () => {
    for (const { type } of serviceRequestsEventTypes) {
      const one = event(type);
      const all = await notificationsOf(one);
      expect([type, isTold(one) || all.length === 0]).toEqual([type, true]);
    }
  });
});
