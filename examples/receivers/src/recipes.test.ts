import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  CallbackReceiver,
  deliver,
  KEY,
  resource,
  TestBooking,
} from './__testUtils__/portal';
import { stopAll, until } from './__testUtils__/programs';
import { Setting } from './__testUtils__/receivers';

let callbacks: CallbackReceiver;

beforeEach(async () => {
  callbacks = await CallbackReceiver.start();
});

afterEach(async () => {
  await stopAll();
  await callbacks.stop();
});

function book(names: string[], changes: object = {}, parts: object = {}) {
  const booking = new TestBooking(names, changes, parts);
  booking.callbackUrl = callbacks.url;
  return booking;
}

/** Waits for that many reports, and answers with them. */
function reports(count: number) {
  return until(() =>
    callbacks.reports.length >= count ? callbacks.reports : undefined,
  );
}

describe('power', () => {
  it('goes on at the beginning and off at the end', async () => {
    const { url, ...power } = await start('power');
    const booking = book(['a', 'b'], { teardownMinutes: 15 });
    await deliver(url, booking.event('setup_started'));
    expect(await power.outlets()).toEqual({ a: 'on', b: 'on' });
    await deliver(url, booking.event('started'));
    expect(await deliver(url, booking.event('ended'))).toEqual({ status: 204 });
    expect(await power.outlets()).toEqual({ a: 'on', b: 'on' });
    await deliver(url, booking.event('teardown_ended'));
    expect(await power.outlets()).toEqual({ a: 'off', b: 'off' });
  });

  it('leaves the next booking alone when the switch-off comes late', async () => {
    const { url, ...power } = await start('power');
    const first = book(['a']);
    const next = book(['a']);
    await deliver(url, first.event('started'));
    await deliver(
      url,
      next.event('started', { precedingUndelivered: ['the-end-of-the-first'] }),
    );
    const late = await deliver(url, first.event('ended', { superseded: true }));
    expect(late).toMatchObject({
      status: 200,
      outcome: expect.stringContaining('superseded'),
    });
    expect(await power.outlets()).toEqual({ a: 'on' });

    await deliver(url, next.event('ended'));
    expect(await power.outlets()).toEqual({ a: 'off' });
  });

  it('leaves it alone over a restart, and without the flag', async () => {
    const setting = await Setting.start('power');
    const first = book(['a', 'b']);
    const next = book(['a']);
    await deliver(setting.url, first.event('started'));
    await deliver(setting.url, next.event('started'));
    await setting.restart();
    await deliver(setting.url, first.event('ended'));
    expect(await setting.device('outlets')).toEqual({ a: 'on', b: 'off' });
  });

  it('spares a part of which the whole is switched off late', async () => {
    const { url, ...power } = await start('power');
    const cluster = book(['cluster']);
    const node = book(['node'], {}, { parentRef: 'resource:default/cluster' });
    await deliver(url, cluster.event('started'));
    await deliver(url, node.event('started'));
    await deliver(url, cluster.event('ended'));
    expect(await power.outlets()).toEqual({ cluster: 'on', node: 'on' });
  });

  it('does not begin again what is over', async () => {
    const { url, ...power } = await start('power');
    const booking = book(['a']);
    await deliver(url, booking.event('started', { superseded: true }));
    expect(await power.outlets()).toEqual({});
    await deliver(url, booking.event('ended'));
    await deliver(url, booking.event('started'));
    expect(await power.outlets()).toEqual({ a: 'off' });

    const end = new Date(Date.now() - 1000).toISOString();
    await deliver(url, book(['b'], { end }).event('started'));
    expect(await power.outlets()).toEqual({ a: 'off' });
  });

  it('lets several hold units of a pool', async () => {
    const { url, ...power } = await start('power');
    const units = { 'resource:default/pool': 2 };
    const one = book(['pool'], { units });
    const two = book(['pool'], { units });
    await deliver(url, one.event('started'));
    await deliver(url, two.event('started'));
    await deliver(url, one.event('ended'));
    await deliver(url, two.event('ended'));
    expect(await power.outlets()).toEqual({ pool: 'off' });
  });

  async function start(name: string) {
    const setting = await Setting.start(name);
    return { url: setting.url, outlets: () => setting.device('outlets') };
  }
});

describe('ssh-access', () => {
  const people = [
    {
      ref: 'user:default/researcher',
      sshPublicKeys: [
        `${KEY} researcher@laptop`,
        `command="rm -rf /" ${KEY}`,
        `${KEY} a\n${KEY} smuggled`,
      ],
    },
  ];

  it('lets the keys in from start to end, and nothing else', async () => {
    const setting = await Setting.start('ssh-access');
    const file = path.join(setting.stateDir, 'authorized_keys');
    writeFileSync(file, 'ssh-rsa AAAA admin');
    const lines = () => readFileSync(file, 'utf8').trim().split('\n');
    const booking = book(['a']);
    const started = booking.event('started', {}, {}, { people });

    await deliver(setting.url, started);
    const line = `${KEY} callboard:${booking.id}:user:default/researcher`;
    expect(lines()).toEqual([
      'ssh-rsa AAAA admin',
      expect.stringContaining('begin'),
      line,
      expect.stringContaining('end'),
    ]);
    expect((await reports(1))[0].status).toBe('ready');

    await deliver(
      setting.url,
      booking.event('changed', {}, {}, { people: [] }),
    );
    expect(lines()).not.toContain(line);
    await deliver(setting.url, booking.event('changed', {}, {}, { people }));
    expect(lines()).toContain(line);

    await deliver(setting.url, booking.event('ended', { superseded: true }));
    await deliver(setting.url, started);
    expect(lines()).toHaveLength(3);
    expect(lines()[0]).toBe('ssh-rsa AAAA admin');
  });

  it('puts the one before out when its end has not arrived', async () => {
    const setting = await Setting.start('ssh-access');
    const file = path.join(setting.stateDir, 'authorized_keys');
    const first = book(['a']);
    const next = book(['a']);
    await deliver(setting.url, first.event('started', {}, {}, { people }));
    await deliver(
      setting.url,
      next.event('started', { precedingUndelivered: ['x'] }, {}, { people }),
    );
    expect(readFileSync(file, 'utf8')).not.toContain(first.id);
    expect(readFileSync(file, 'utf8')).toContain(next.id);
  });

  it('says so when the endpoint gives no personal data', async () => {
    const setting = await Setting.start('ssh-access');
    await deliver(setting.url, book(['a']).event('started'));
    const [report] = await reports(1);
    expect(report).toMatchObject({
      status: 'failed',
      message: expect.stringContaining('personal data'),
    });
  });
});

describe('bare-metal', () => {
  const quick = { INSTALL_MS: '100', POLL_MS: '20', RETRY_MS: '50' };
  const image = { parameters: { image: 'pytorch' } };

  it('reports provisioning, then ready with access, and wipes after', async () => {
    const setting = await Setting.start('bare-metal', quick);
    const booking = book(['a'], image);
    const people = [{ ref: 'user:default/r', sshPublicKeys: [KEY] }];
    await deliver(
      setting.url,
      booking.event('setup_started', {}, {}, { people }),
    );
    await deliver(setting.url, booking.event('started', {}, {}, { people }));
    expect(await reports(2)).toEqual([
      { status: 'provisioning', message: 'Installing' },
      {
        status: 'ready',
        message: 'Installed',
        access: { a: 'ssh root@a.machines.example' },
      },
    ]);
    expect(await setting.device('machines/a')).toMatchObject({
      state: 'ready',
      image: 'pytorch',
      keys: [KEY],
      installs: 1,
    });

    await setting.askDevice('fail', { times: 1 });
    await deliver(setting.url, booking.event('ended'));
    await until(async () =>
      (await setting.device('machines/a')).state === 'wiped' ? true : undefined,
    );
  });

  it('goes on after a restart, and sends a report until it is taken', async () => {
    const setting = await Setting.start('bare-metal', quick);
    callbacks.refusals.push(503);
    await deliver(setting.url, book(['a'], image).event('setup_started'));
    await until(() => (callbacks.ids.length > 0 ? true : undefined));
    await setting.restart();
    expect((await reports(2)).map(({ status }) => status)).toEqual([
      'provisioning',
      'ready',
    ]);
    expect(callbacks.ids[1]).toBe(callbacks.ids[0]);
  });

  it('reports what does not boot', async () => {
    const setting = await Setting.start('bare-metal', quick);
    const broken = { parameters: { image: 'broken' } };
    await deliver(setting.url, book(['a'], broken).event('setup_started'));
    expect((await reports(2))[1]).toEqual({
      status: 'failed',
      message: 'a: no bootable image',
    });
  });

  it('does not wipe what the next booking has', async () => {
    const setting = await Setting.start('bare-metal', quick);
    const first = book(['a'], image);
    const next = book(['a'], image);
    await deliver(setting.url, first.event('setup_started'));
    await reports(2);
    await deliver(
      setting.url,
      next.event('setup_started', { precedingUndelivered: ['x'] }),
    );
    await deliver(setting.url, first.event('ended', { superseded: true }));
    await reports(4);
    expect(await setting.device('machines/a')).toMatchObject({
      state: 'ready',
      installs: 2,
    });
  });
});

it('switch-port: the VLAN asked for, then the parking VLAN', async () => {
  const setting = await Setting.start('switch-port');
  const parameters = { vlan: 120 };
  const port = { attributes: { switchPort: 'eth-11' } };
  const booking = book(['a'], { parameters }, port);
  await deliver(setting.url, booking.event('started'));
  expect(await setting.device('ports')).toEqual({ 'eth-11': 120 });
  await deliver(
    setting.url,
    book(['a'], { parameters: { vlan: 9 } }, port).event('started', {
      superseded: true,
    }),
  );
  expect(await setting.device('ports')).toEqual({ 'eth-11': 120 });
  await deliver(setting.url, booking.event('ended'));
  expect(await setting.device('ports')).toEqual({ 'eth-11': 999 });

  const wrong = { parameters: { vlan: 5000 } };
  await deliver(setting.url, book(['b'], wrong).event('started'));
  expect((await reports(2)).map(({ status }) => status)).toEqual([
    'ready',
    'failed',
  ]);
  expect(await setting.device('ports')).toEqual({ 'eth-11': 999 });
});

it('door-lock: opens for the people of the booking, while it lasts', async () => {
  const setting = await Setting.start('door-lock');
  const opens = (person: string) =>
    setting.askDevice('doors/room/open', { person: `user:default/${person}` });
  const booking = book(['room']);
  expect(await opens('researcher')).toBe(403);
  await deliver(setting.url, booking.event('started'));
  expect(await opens('researcher')).toBe(200);
  expect(await opens('developer')).toBe(200);
  expect(await opens('guest')).toBe(403);

  const joined = { participants: ['user:default/guest'] };
  await deliver(setting.url, booking.event('changed', {}, joined));
  expect(await opens('guest')).toBe(200);
  expect(await opens('developer')).toBe(403);

  const next = book(['room'], { bookedBy: 'user:default/next' });
  await deliver(setting.url, next.event('started'));
  expect(await opens('researcher')).toBe(403);
  await deliver(setting.url, booking.event('ended', { superseded: true }));
  expect(await opens('next')).toBe(200);
  await deliver(setting.url, next.event('ended'));
  expect(await opens('next')).toBe(403);
});

it('container: runs from start to end, of a known image only', async () => {
  const setting = await Setting.start('container', {
    IMAGES: 'pytorch=registry.example/pytorch:2, jax=registry.example/jax:1',
  });
  const booking = book(['a'], { parameters: { image: 'jax' } });
  const name = `callboard-${booking.id}`;
  await deliver(setting.url, booking.event('started'));
  expect(await setting.device('containers/json')).toEqual({
    [name]: expect.objectContaining({
      Config: {
        Image: 'registry.example/jax:1',
        Labels: {
          'callboard.booking': booking.id,
          'callboard.resource': 'a',
        },
      },
      State: { Running: true },
    }),
  });
  expect((await reports(1))[0].access).toEqual({
    container: name,
    'port 22/tcp': '32768',
  });
  await deliver(setting.url, booking.event('ended', { superseded: true }));
  expect(await setting.device('containers/json')).toEqual({});
  await deliver(setting.url, booking.event('started'));

  const evil = { parameters: { image: 'evil.example/miner' } };
  await deliver(setting.url, book(['b'], evil).event('started'));
  expect((await reports(2))[1].status).toBe('failed');
  expect(await setting.device('containers/json')).toEqual({});
});

it('ticket: one from the fault until it works again', async () => {
  const setting = await Setting.start('ticket');
  const change = (status: string, flags = {}) =>
    deliver(setting.url, {
      type: 'resource.status_changed',
      ...flags,
      data: { resource: resource('a', { status }) },
    });
  expect((await change('active')).status).toBe(204);
  await change('maintenance');
  await change('unavailable');
  await change('active', { superseded: true });
  expect(await setting.device('tickets')).toEqual([
    expect.objectContaining({
      title: 'The a: maintenance',
      status: 'open',
      comments: [expect.any(String), 'Status: unavailable.'],
    }),
  ]);
  await change('active');
  await change('maintenance');
  const tickets = await setting.device('tickets');
  expect(tickets.map(({ status }: { status: string }) => status)).toEqual([
    'closed',
    'open',
  ]);
});

it('billing: a line per resource, once, even if its memory is lost', async () => {
  const setting = await Setting.start('billing');
  const file = path.join(setting.stateDir, 'ledger.jsonl');
  const ledger = () =>
    readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
  const time = {
    start: '2027-03-16T08:00:00.000Z',
    end: '2027-03-16T09:30:00.000Z',
    units: { 'resource:default/pool': 4 },
  };
  const booking = book(['a', 'pool'], time);
  await deliver(setting.url, booking.event('ended', { superseded: true }));
  expect(ledger()).toEqual([
    expect.objectContaining({
      bookingId: booking.id,
      resource: 'resource:default/a',
      resourceHours: 1.5,
    }),
    expect.objectContaining({
      owner: 'group:default/research-group',
      resource: 'resource:default/pool',
      units: 4,
      resourceHours: 6,
    }),
  ]);

  // As after a power cut in the middle of the second line.
  writeFileSync(path.join(setting.stateDir, 'state.json'), '{}');
  const [first] = readFileSync(file, 'utf8').split('\n');
  writeFileSync(file, `${first}\n{"bookingId":"${booking.id}`);
  await setting.restart();
  await deliver(setting.url, booking.event('ended'));
  const [kept, , ...added] = readFileSync(file, 'utf8').trim().split('\n');
  expect(kept).toBe(first);
  expect(added.map(line => JSON.parse(line).resource)).toEqual([
    'resource:default/pool',
  ]);
});

it('chat: says what happened, and calls nobody', async () => {
  const setting = await Setting.start('chat');
  const booking = book(['a'], { title: '<!channel> @all' });
  await deliver(setting.url, booking.event('started'));
  await deliver(setting.url, booking.event('ended', { superseded: true }));
  expect(await setting.device('messages')).toEqual([
    '“&lt;!channel&gt; @\u200ball” has begun on The a.',
    expect.stringMatching(/^\(Late news, of 20.*is over; The a is free\.$/),
  ]);
});

describe('terraform', () => {
  it('applies with variables, reports the outputs, destroys after', async () => {
    const setting = await Setting.start('terraform', { RETRY_MS: '50' });
    const booking = book(['staging-1'], {
      parameters: { branch: '$(touch /tmp/x) ${file("/etc/passwd")}' },
    });
    const file = (name: string) =>
      path.join(setting.stateDir, 'bookings', booking.id, name);
    await deliver(setting.url, booking.event('setup_started'));
    expect(await reports(2)).toEqual([
      { status: 'provisioning', message: 'Terraform is running' },
      {
        status: 'ready',
        message: 'Applied',
        access: { url: 'https://staging-1.environments.example' },
      },
    ]);
    expect(
      JSON.parse(readFileSync(file('booking.tfvars.json'), 'utf8')),
    ).toMatchObject({
      booking_id: booking.id,
      resources: ['staging-1'],
      parameters: { branch: '$(touch /tmp/x) ${file("/etc/passwd")}' },
    });

    await deliver(setting.url, booking.event('ended', { superseded: true }));
    await until(() => {
      try {
        readFileSync(file('terraform.tfstate'));
        return undefined;
      } catch {
        return true;
      }
    });
  });

  it('reports what Terraform complains about', async () => {
    const setting = await Setting.start('terraform');
    const nowhere = { parameters: { region: 'nowhere' } };
    await deliver(setting.url, book(['a'], nowhere).event('started'));
    expect((await reports(2))[1]).toEqual({
      status: 'failed',
      message: 'terraform apply: Error: there is no region "nowhere"',
    });
  });
});
