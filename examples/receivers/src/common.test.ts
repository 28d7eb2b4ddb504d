import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { deliver, resource, SECRET, TestBooking } from './__testUtils__/portal';
import { newFolder, Program, stopAll, until } from './__testUtils__/programs';
import { RECEIVERS, Setting } from './__testUtils__/receivers';

afterEach(stopAll);

const OTHER_SECRET = `whsec_${randomBytes(32).toString('base64')}`;
const root = path.resolve(path.dirname(expect.getState().testPath!), '..');

it('knows every receiver there is', () => {
  const folders = readdirSync(root).filter(name =>
    existsSync(path.join(root, name, 'server.mjs')),
  );
  expect(Object.keys(RECEIVERS).sort()).toEqual(folders.sort());
});

describe.each(Object.keys(RECEIVERS))('%s', name => {
  it('obeys what is signed and new, once, and over a restart', async () => {
    const setting = await Setting.start(name);
    const { event: type } = RECEIVERS[name];
    const event = type.startsWith('booking.')
      ? new TestBooking(['node-1']).event(type.slice('booking.'.length))
      : {
          type,
          data: { resource: resource('node-1', { status: 'maintenance' }) },
        };
    const send = (options?: object) => deliver(setting.url, event, options);

    expect(
      await send({
        tamper: (body: string) => body.replace('node-1', 'node-2'),
      }),
    ).toMatchObject({ status: 401 });
    expect(await send({ secret: OTHER_SECRET })).toMatchObject({
      status: 401,
    });
    expect(await send({ at: new Date(Date.now() - 6 * 60_000) })).toMatchObject(
      { status: 401 },
    );
    expect(await send({ at: new Date(Date.now() + 6 * 60_000) })).toMatchObject(
      { status: 401 },
    );
    expect((await fetch(setting.url)).status).toBe(405);
    expect(
      await deliver(setting.url, { ...event, type: 'booking.sung' }),
    ).toEqual({ status: 204 });
    expect(await deliver(setting.url, { ...event, type: 'toString' })).toEqual({
      status: 204,
    });

    const id = randomUUID();
    const first = await send({ id });
    expect(first).toEqual({ status: 200, outcome: expect.any(String) });
    const again = { status: 200, outcome: first.outcome, duplicate: true };
    expect(await send({ id })).toEqual(again);
    await setting.restart();
    expect(await send({ id })).toEqual(again);
  });
});

it('tries again what the device refused', async () => {
  const setting = await Setting.start('power');
  const booking = new TestBooking(['node-1']);
  const id = randomUUID();
  await setting.askDevice('fail', { times: 1 });

  const send = () => deliver(setting.url, booking.event('started'), { id });
  expect((await send()).status).toBe(500);
  expect(await setting.device('outlets')).toEqual({});
  expect(await send()).toEqual({ status: 200, outcome: 'on: node-1' });
  expect(await setting.device('outlets')).toEqual({ 'node-1': 'on' });
});

it('refuses what is too large or no event', async () => {
  const setting = await Setting.start('billing');
  expect(
    (await deliver(setting.url, { type: 'x', data: 'x'.repeat(2_000_000) }))
      .status,
  ).toBe(413);
  expect((await deliver(setting.url, { hello: 'world' })).status).toBe(400);
});

it('starts them all with one command, and takes a secret later', async () => {
  const stateDir = newFolder();
  const all = Program.start('start-all.mjs', {
    STATE_DIR: stateDir,
    PORT_BASE: '0',
  });
  const [table] = await all.says(/Endpoints to create[^]*Ctrl\+C/);
  for (const name of Object.keys(RECEIVERS)) {
    expect(table).toMatch(
      new RegExp(`^${name} +http://127\\.0\\.0\\.1:\\d+/$`, 'm'),
    );
  }
  const url = /^power +(\S+)$/m.exec(table)![1];
  const outlets = /power +[^]*?fake device: (\S+)/.exec(table)![1];
  const started = new TestBooking(['node-1']).event('started');

  expect((await deliver(url, started)).status).toBe(503);
  writeFileSync(path.join(stateDir, 'power', 'secret'), `${SECRET}\n`);
  expect((await deliver(url, started)).status).toBe(200);
  expect(await (await fetch(`${outlets}outlets`)).json()).toEqual({
    'node-1': 'on',
  });

  expect(await all.stop('SIGTERM')).toBe(0);
  await until(() =>
    fetch(url).then(
      () => undefined,
      () => true,
    ),
  );
});

it('sends samples for trying a receiver by hand', async () => {
  const setting = await Setting.start('switch-port');
  const send = (args: string[]) =>
    Program.start('send.mjs', { WEBHOOK_SECRET: SECRET }, args);
  const started = send([setting.url, 'booking.started', '--wait', '10']);
  await started.says(/200 .*eth-11: 120/);
  await started.says(/report .*"status":"ready"/);
  expect(await setting.device('ports')).toEqual({ 'eth-11': 120 });

  await send([setting.url, 'booking.ended', '--superseded']).says(
    /200 .*superseded/,
  );
  expect(await setting.device('ports')).toEqual({ 'eth-11': 120 });
});
