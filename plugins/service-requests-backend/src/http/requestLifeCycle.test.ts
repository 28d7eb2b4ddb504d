import { TestDatabases } from '@backstage/backend-test-utils';
import { principals, TEAM } from '../__testUtils__/people';
import {
  type Portal,
  postgres,
  startPortal,
} from '../__testUtils__/startPortal';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('a request on %p', id => {
  let portal: Portal;

  beforeAll(async () => {
    portal = await startPortal(await databases.init(id));
  });
  afterAll(() => portal.stop());

  it('goes from a draft to a database that runs', async () => {
    const draft = await portal.request('developer', [postgres('orders')], {
      owner: TEAM,
      submit: false,
    });
    expect(draft.status).toBe('draft');
    const submitted = await portal.done(
      'developer',
      'POST',
      `/requests/${draft.id}/submit`,
    );
    expect(submitted).toMatchObject({
      status: 'submitted',
      revision: 1,
      approvalsNeeded: 1,
      owner: TEAM,
    });
    const diff = await portal.done(
      'reviewer',
      'GET',
      `/requests/${draft.id}/diff`,
    );
    expect(diff.files).toMatchObject([
      {
        path: expect.stringMatching(/^services\/staging\/eu-west-1\/orders\//),
        change: 'added',
      },
    ]);
    const ready = await portal.bringAbout(submitted as never);
    expect(ready.items[0]).toMatchObject({
      status: 'ready',
      placements: [
        {
          region: 'eu-west-1',
          status: 'ready',
          endpoint: expect.any(String),
          entityRef: 'resource:default/staging-eu-west-1-orders',
        },
      ],
    });
    const [service] = await portal.services('colleague', '?q=orders');
    expect(service).toMatchObject({
      name: 'orders',
      owner: TEAM,
      status: 'ready',
      sandbox: true,
    });
    const steps = await portal.done(
      'developer',
      'GET',
      `/requests/${draft.id}/timeline`,
    );
    const types = steps.items.map((step: { type: string }) => step.type);
    // Whether it is seen on its way depends on how soon somebody looks.
    expect(
      types.filter((type: string) => type !== 'request.converging'),
    ).toEqual([
      'request.created',
      'request.submitted',
      'request.approved',
      'request.pull_request_opened',
      'request.merged',
      'request.ready',
    ]);
  });

  it('shows who asked what came of it, and leaves it to its owner', async () => {
    const asked = await portal.request('pipeline', [postgres('for-ci')]);
    expect(asked.owner).toBe(principals.developer);
    const { items } = await portal.bringAbout(asked);
    const { serviceId } = items[0].placements[0];
    const made = await portal.done('pipeline', 'GET', `/services/${serviceId}`);
    expect(made).toMatchObject({
      owner: principals.developer,
      requestedBy: principals.pipeline,
      status: 'ready',
      actions: [],
    });
    expect(await portal.services('pipeline')).toMatchObject([
      { id: serviceId },
    ]);
    const secrets = await portal.done('pipeline', 'GET', '/secrets');
    expect(secrets.items).toMatchObject([{ serviceId, kind: 'database' }]);
    for (const [who, status] of [
      ['pipeline', 403],
      ['developer', 200],
      ['colleague', 404],
    ] as const) {
      const answer = await portal.call(
        who,
        'POST',
        `/services/${serviceId}/extend`,
        { body: { endDate: inDays(30) } },
      );
      expect([who, answer.status]).toEqual([who, status]);
    }
  });
});

function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}
