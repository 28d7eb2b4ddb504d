import { TestDatabases } from '@backstage/backend-test-utils';
import mcpActions from '@backstage/plugin-mcp-actions-backend';
import scaffolder from '@backstage/plugin-scaffolder-backend';
import { callers, type Who } from '../portal/people';
import { type Portal, startPortal } from '../portal/startPortal';
import { createWorld, hours, type Made, type World } from '../table/world';
import { type Door, doorsOf, expectedStatus } from '.';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

jest.setTimeout(400_000);

/** How many are tried of those whom a tool must serve, and as many of the others. */
const OF_EACH_VERDICT = 2;

/** One of each kind that comes to a portal with more than it should have. */
const some: Who[] = [
  'admin',
  'developer',
  'campusAdmin',
  'cloudAdmin',
  'insider',
  'lead',
  'auditor',
  'auditorAdmin',
  'visitor',
  'guest',
  'gone',
];

describe.each(databases.eachSupportedId())('agents and templates, %p', id => {
  let portal: Portal;
  let world: World;
  let doors: Door[];

  beforeAll(async () => {
    portal = await startPortal(databases, id, {
      features: [mcpActions, scaffolder],
      more: ['scaffolder'],
    });
    world = await createWorld(portal);
    doors = doorsOf(portal).filter(({ actions }) => actions);
  });
  afterAll(() => portal.stop());

  /** Whether a tool did what it was asked to, as an agent hears it. */
  async function callTool(who: Who, name: string, input: object) {
    const { status, text } = await portal.send('mcp-actions', who, [
      'POST',
      '/v1',
      {
        headers: { accept: 'application/json, text/event-stream' },
        body: {
          jsonrpc: '2.0',
          id: 1,
          method: 'tools/call',
          params: { name, arguments: input },
        },
      },
    ]);
    expect([who, status, text.length > 0]).toEqual([who, 200, true]);
    const line = text.split('\n').find(one => one.includes('"jsonrpc"'))!;
    const { result, error } = JSON.parse(line.replace(/^data: /, ''));
    return !error && !result.isError;
  }

  /** Other ones for each door in turn: a portal tells an agent slowly what it has. */
  function someFor(door: Door, thing: Made): Who[] {
    const turn = doors.indexOf(door) % some.length;
    const inTurn = [...some.slice(turn), ...some.slice(0, turn)];
    const isLetIn = (who: Who) =>
      expectedStatus(door, callers[who], thing) < 300;
    return [
      ...inTurn.filter(isLetIn).slice(0, OF_EACH_VERDICT),
      ...inTurn.filter(who => !isLetIn(who)).slice(0, OF_EACH_VERDICT),
    ];
  }

  it('give a tool call the verdict of the route', async () => {
    const got: string[] = [];
    const expected: string[] = [];
    for (const door of doors) {
      const variants = door
        .things(world)
        .filter(({ title }) => /vault|nothing/.test(title))
        .slice(0, 1);
      for (const { make } of variants) {
        let thing: Made | undefined = await make();
        for (const who of someFor(door, thing)) {
          thing ??= await make();
          const [{ action, input }] = await door.actions!(thing, world);
          const name = `${door.plugin}.${action}`;
          const done = await callTool(who, name, input);
          const allowed = expectedStatus(door, callers[who], thing) < 300;
          got.push(`${who} ${name}: ${done}`);
          expected.push(`${who} ${name}: ${allowed}`);
          if (done && door.changes) {
            thing = undefined;
          }
        }
      }
    }
    expect(got).toEqual(expected);
    expect(got.length).toBeGreaterThan(150);
  });

  /**
   * Until it is over. How it ended is not asked: in Jest the template engine
   * takes an action's answer, which is of another realm, for no plain record.
   */
  async function runTemplate(who: Who, values: object): Promise<void> {
    const started = await portal.send('scaffolder', who, [
      'POST',
      '/v2/tasks',
      { body: { templateRef: 'template:default/book', values } },
    ]);
    let status = started.status === 201 ? 'open' : 'refused';
    while (/^(open|processing)$/.test(status)) {
      await new Promise(wake => setTimeout(wake, 50));
      const { body } = await portal.send('scaffolder', who, [
        'GET',
        `/v2/tasks/${started.body.id}`,
      ]);
      status = body.status;
    }
  }

  it('give a template’s run the verdict of the route', async () => {
    const door = doors.find(one => one.operation === 'createBooking')!;
    const runs: [Who, string, boolean][] = [];
    for (const place of ['campus', 'vault']) {
      const { make } = world.variants.resources.find(({ title }) =>
        title.endsWith(place),
      )!;
      for (const who of some) {
        const thing = await make();
        await runTemplate(who, {
          resourceRefs: [thing.is.entityRef],
          start: hours(1),
          end: hours(2),
        });
        const { body } = await portal.call('reservations', 'admin', [
          'GET',
          `/bookings?resource=${thing.is.entityRef}`,
        ]);
        const booked = body.items.length > 0;
        // Templates are not for those with no other role.
        const templates = !['visitor', 'guest', 'gone', 'auditor'].includes(
          who,
        );
        const status = expectedStatus(door, callers[who], thing);
        const allowed = status < 300 && templates;
        runs.push([who, `${place} ${booked}`, booked === allowed]);
      }
    }
    expect(runs.filter(([, , good]) => !good)).toEqual([]);
    expect(
      runs.filter(([, end]) => end.endsWith('true')).length,
    ).toBeGreaterThan(3);
  });
});
