/* eslint-disable no-console -- what a command has to say it prints */
import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import createKnex from 'knex';
import {
  Chain,
  type Draft,
  HeadKeeper,
  KeyRing,
  Recorder,
  Verifier,
} from './chain';
import { openDatabase } from './database/openDatabase';
import { EntryStore } from './log';
import { exportFormats } from './log/formats';
import { writeExport } from './log/writeExport';

/*
 * How fast entries are recorded, verified and exported, and in how much memory:
 * `yarn measure [entries] [PostgreSQL URL]`. In a database of its own, which is
 * left as it was found.
 */
const MB = 1024 * 1024;
const AT_ONCE = 64;
const count = Number(process.argv[2] ?? 200_000);
const url = process.argv[3];

const logger = {
  error: console.error,
  warn: console.warn,
  info: () => {},
  debug: () => {},
  child: () => logger,
};

function draft(): Draft {
  const id = randomUUID();
  return {
    id: randomUUID(),
    at: Date.now(),
    plugin: 'reservations',
    kind: 'event',
    action: 'booking.created',
    outcome: 'succeeded',
    actor: `user:default/person-${Math.floor(Math.random() * 500)}`,
    subject: { kind: 'booking', id, title: 'Training of a model' },
    siteRefs: ['resource:default/campus'],
    refs: {
      site: ['resource:default/campus'],
      resources: [`resource:default/node-${Math.floor(Math.random() * 200)}`],
      within: ['resource:default/rack-1', 'resource:default/cluster'],
      type: ['gpu-node'],
      owner: 'group:default/research',
    },
    after: {
      id,
      title: 'Training of a model',
      status: 'confirmed',
      purpose: 'x'.repeat(400),
    },
    data: { resources: [{ title: 'Node', location: 'Room 4' }] },
  };
}

async function measured(what: string, run: () => Promise<number>) {
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 50);
  const before = process.memoryUsage().rss;
  const started = performance.now();
  const done = await run();
  const seconds = (performance.now() - started) / 1000;
  clearInterval(watch);
  console.log(
    `${what}: ${done} in ${seconds.toFixed(1)} s, ${Math.round(done / seconds)}/s; memory ${Math.round(before / MB)} → at most ${Math.round(most / MB)} MB`,
  );
}

async function main() {
  const schema = `measure_${randomUUID().slice(0, 8)}`;
  const admin = url && createKnex({ client: 'pg', connection: url });
  if (admin) {
    await admin.raw('CREATE SCHEMA ??', [schema]);
  }
  const knex = createKnex(
    url
      ? { client: 'pg', connection: url, searchPath: [schema] }
      : {
          client: 'better-sqlite3',
          connection: ':memory:',
          useNullAsDefault: true,
        },
  );
  const database = await openDatabase({ knex });
  const keys = KeyRing.create([
    'a key that is only for measuring, in the open',
  ]);
  const heads = HeadKeeper.create({ keys, logger });
  const chain = Chain.create({ database, keys, logger });
  await chain.begin();
  const recorder = Recorder.create({ chain });
  await measured('recorded one by one, 64 at a time', async () => {
    let left = count;
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        while (left-- > 0) {
          await recorder.record([draft()]);
        }
      }),
    );
    return count;
  });
  const verifier = Verifier.create({ database, keys, heads });
  await measured('verified', async () => {
    const found = await verifier.verify();
    if (!found.valid) {
      throw new Error(found.firstBroken!.message);
    }
    return found.checked;
  });
  for (const [name, format] of Object.entries(exportFormats)) {
    await measured(`exported as ${name}`, () =>
      writeExport(createWriteStream('/dev/null'), {
        database,
        entries: new EntryStore(),
        filter: {},
        format,
        signal: new AbortController().signal,
      }),
    );
  }
  await knex.destroy();
  if (admin) {
    await admin.raw('DROP SCHEMA ?? CASCADE', [schema]);
    await admin.destroy();
  }
}

main().catch(error => {
  console.error(error);
  process.exitCode = 1;
});
