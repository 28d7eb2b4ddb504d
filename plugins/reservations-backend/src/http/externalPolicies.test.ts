import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createBackendModule } from '@backstage/backend-plugin-api';
import * as backendPluginApi from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import * as reservationsNode from '@callboard/backstage-plugin-reservations-node';
import { startPolicyService } from '../__testUtils__/policyService';
import {
  furnish,
  hours,
  type Portal,
  startPortal,
} from '../__testUtils__/portal';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

/** The module of the package's README, as it stands there. */
function exampleOfReadme(): ReturnType<typeof createBackendModule> {
  const readme = readFileSync(
    path.join(__dirname, '../../../reservations-node/README.md'),
    'utf8',
  );
  const [, source] = /```ts\n([^]*?)```/.exec(readme)!;
  const script = source
    .replace(/import (\{ \w+ \}) from '(.*)';/g, "const $1 = require('$2');")
    .replace('export const safetyModule', 'exports.safetyModule');
  const exported: Record<string, any> = {};
  const packages: Record<string, unknown> = {
    '@backstage/backend-plugin-api': backendPluginApi,
    '@callboard/backstage-plugin-reservations-node': reservationsNode,
  };
  // eslint-disable-next-line no-new-func
  new Function('exports', 'require', script)(
    exported,
    (name: string) => packages[name],
  );
  return exported.safetyModule;
}

describe.each(databases.eachSupportedId())('policies of others on %p', id => {
  let portal: Portal;
  let service: Awaited<ReturnType<typeof startPolicyService>>;
  let count = 0;

  beforeAll(async () => {
    service = await startPolicyService();
    portal = await startPortal(await databases.init(id), {
      features: [exampleOfReadme()],
      reservations: {
        policyHooks: [
          {
            title: 'The facility',
            url: service.url,
            onError: 'deny',
            timeoutMs: 500,
            types: ['kiln'],
          },
        ],
      },
    });
    await furnish(portal);
    for (const name of ['laser', 'kiln', 'bench']) {
      await portal.type({ name: `${name}` });
      await portal.resource({ name: `${name}-1`, type: name });
    }
  });
  beforeEach(() => {
    service.asked.length = 0;
    service.answer({ status: 204 });
  });
  afterAll(async () => {
    await portal.stop();
    await service.stop();
  });

  const body = (name: string, more: object = {}) => {
    count += 1;
    return {
      title: 'A run',
      resourceRefs: [`resource:default/${name}`],
      start: hours(count),
      end: hours(count + 1),
      ...more,
    };
  };
  const book = (sent: object) =>
    portal.call('researcher', 'POST', '/bookings', { body: sent });

  it('of a module decide, as the README shows', async () => {
    const alone = await book(body('laser-1'));
    expect(alone).toMatchObject({
      status: 403,
      body: {
        verdicts: expect.arrayContaining([
          {
            policy: 'laser-safety',
            result: 'deny',
            code: 'alone',
            message: 'Nobody works alone at the laser.',
            passes: 'The same with a second person as participant',
          },
        ]),
      },
    });
    const participants = ['user:default/colleague'];
    expect((await book(body('laser-1', { participants }))).status).toBe(201);
    expect((await book(body('bench-1'))).status).toBe(201);
  });

  it('behind a hook refuse a booking, its preview and its move', async () => {
    const made = await portal.book('researcher', body('kiln-1'));
    expect(service.asked[0].body.data).toMatchObject({
      operation: 'create',
      dryRun: false,
      by: 'user:default/researcher',
      booking: { title: 'A run', owner: 'user:default/researcher' },
      resources: [{ entityRef: 'resource:default/kiln-1', units: 1 }],
    });
    service.answer({
      status: 403,
      body: JSON.stringify({ message: 'The kiln cools down.' }),
    });
    const { title: _, ...asked } = body('kiln-1');
    const previewed = await portal.call(
      'researcher',
      'POST',
      '/bookings/preview',
      { body: asked },
    );
    const denial = expect.objectContaining({
      policy: 'policy-hook-1',
      result: 'deny',
      message: 'The kiln cools down.',
    });
    expect(previewed.body.verdicts).toContainEqual(denial);
    expect(service.asked.at(-1)!.body.data.dryRun).toBe(true);
    expect((await book(body('kiln-1'))).status).toBe(403);
    const moved = await portal.call(
      'researcher',
      'PATCH',
      `/bookings/${made.id}`,
      { headers: { 'if-match': '*' }, body: { end: hours(count + 20) } },
    );
    expect(moved.status).toBe(403);
    expect(moved.body.verdicts).toContainEqual(denial);
    expect(service.asked.at(-1)!.body.data).toMatchObject({
      operation: 'change',
      booking: { id: made.id, end: hours(count + 20) },
    });
    const overridden = await portal.call('campusAdmin', 'POST', '/bookings', {
      body: body('kiln-1', { override: { reason: 'It is cold enough' } }),
    });
    expect(overridden.status).toBe(201);
  });

  it('behind a hook that is down refuse, where config says so', async () => {
    service.answer({ status: 500 });
    const refused = await book(body('kiln-1'));
    expect(refused.status).toBe(403);
    expect(refused.body.verdicts).toContainEqual(
      expect.objectContaining({ code: 'policy_unavailable' }),
    );
    expect((await book(body('bench-1'))).status).toBe(201);
  });

  it('do not change the answer to a request that is repeated', async () => {
    const sent = body('kiln-1');
    const headers = { 'idempotency-key': 'the-same' };
    const send = () =>
      portal.call('researcher', 'POST', '/bookings', { body: sent, headers });
    const first = await send();
    service.answer({ status: 403, body: '{"message":"Too late."}' });
    expect((await send()).body.id).toBe(first.body.id);
  });
});
