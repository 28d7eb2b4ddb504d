import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { JsonObject, JsonValue } from '@backstage/types';
import { ManualClock } from '@callboard/backend-database';
import { serviceRequestsEventTypes } from '@callboard/backstage-plugin-service-requests-common';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import {
  DEVELOPER,
  reviewer,
  startEngine,
  type TestEngine,
} from './__testUtils__/startEngine';
import { postgres } from './__testUtils__/startPortal';
import { SandboxBehaviours } from './controlPlane/sandbox';
import type { RequestRecord } from './requests/types';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const BY = { actor: DEVELOPER, parties: [DEVELOPER] };
const REVIEWER = reviewer('user:default/reviewer');
const DAY_MS = 86_400_000;

/** A schema that allows nothing that it does not name. */
function closed(schema: JsonValue): JsonValue {
  if (Array.isArray(schema)) {
    return schema.map(closed);
  }
  if (schema === null || typeof schema !== 'object') {
    return schema;
  }
  const inside = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, closed(value!)]),
  );
  return schema.type === 'object' && schema.properties
    ? { ...inside, additionalProperties: false }
    : inside;
}

/** One way through everything that can happen. */
async function tellEverything(engine: TestEngine, clock: ManualClock) {
  const { merges, requestsService, review } = engine;
  const revisionOf = async ({ id, revision }: RequestRecord) => {
    const stored = await engine.database.read(db =>
      engine.reviews.revision(db, id, revision),
    );
    return { revision, manifestHash: stored!.manifestHash };
  };
  const approve = async (request: RequestRecord) =>
    review.approve(request.id, await revisionOf(request), REVIEWER);
  const opened = async (name: string) => {
    const request = await engine.asked([postgres(name)]);
    await approve(request);
    await engine.until(request.id, 'pr_open');
    return {
      request,
      changeSet: (await engine.database.read(db =>
        engine.changeSets.get(db, request.id, request.revision),
      ))!,
    };
  };

  const draft = await engine.asked([postgres('orders')], {
    submit: false,
    endDate: dayIn(5),
    costCentre: 'CC-1207',
  });
  await requestsService.update(draft.id, { reason: 'For orders' }, '*', BY);
  const submitted = await requestsService.submit(draft.id, BY, {
    comment: 'Please',
  });
  const deputy = { deputy: 'user:default/second' };
  await review.claim(draft.id, deputy, REVIEWER);
  await review.claim(draft.id, { release: true }, REVIEWER);
  await engine.bringAbout(submitted);

  const sentBack = await engine.asked([postgres('sent-back')]);
  await review.comment(sentBack.id, 'Is one enough?', REVIEWER);
  await review.requestChanges(sentBack.id, 'Smaller', REVIEWER);
  await requestsService.submit(sentBack.id, BY);
  await review.reject(sentBack.id, 'No', REVIEWER);

  const withdrawn = await engine.asked([postgres('withdrawn')]);
  const ending = { status: 'withdrawn', type: 'request.withdrawn' } as const;
  await requestsService.end(withdrawn.id, ending, BY);

  const frozen = await engine.asked([postgres('frozen')]);
  await engine.database.write(tx =>
    tx.knex('request').where({ id: frozen.id }).update({ reason: 'frozen' }),
  );
  await expect(approve(frozen)).rejects.toThrow();

  const left = await opened('left');
  await engine.gitops.close({ id: left.changeSet.pullRequestId! });
  await engine.until(left.request.id, 'pr_closed');
  await requestsService.rebase(left.request.id, BY);

  const pushed = await opened('pushed');
  push(engine.directory, pushed.changeSet);
  await expect(
    merges.merge(pushed.request.id, {}, { actor: REVIEWER.actor }),
  ).rejects.toThrow();

  const [{ placements }] = submitted.items;
  const { serviceId } = placements[0];
  const service = () =>
    engine.database.read(db => engine.services.get(db, serviceId));
  const targetRef = (await service())!.entityRef;
  const change = { offering: 'postgresql', targetRef };
  const behaviours = new SandboxBehaviours();
  const behave = async (behaviour: 'normal' | 'old-size' | 'degraded') => {
    await engine.database.write(tx => behaviours.set(tx, serviceId, behaviour));
    await engine.convergence.kick();
  };
  await behave('old-size');
  const scaling = await engine.asked([
    { ...change, operation: 'scale', parameters: { storageGib: 60 } },
  ]);
  const scaled = engine.bringAbout(scaling);
  await engine.until(scaling.id, 'reconciling');
  await behave('normal');
  await scaled;
  for (const [behaviour, status] of [
    ['degraded', 'degraded'],
    ['normal', 'ready'],
  ] as const) {
    await behave(behaviour);
    while ((await service())!.status !== status) {
      await sleep(25);
    }
  }
  await engine.ends.run();
  await engine.ends.extend(serviceId, dayIn(60), { actor: DEVELOPER });
  await engine.bringAbout(
    await engine.asked([
      { ...change, operation: 'decommission', confirm: 'orders' },
    ]),
  );

  const { offering } = parse(
    readFileSync(
      path.resolve(__dirname, '../../../examples/offerings.yaml'),
      'utf8',
    ),
  ).spec;
  const document = { ...offering, name: 'made-here' };
  await engine.offerings.create(document, DEVELOPER);
  const titled = { document: { ...document, title: 'Another title' } };
  await engine.offerings.update('made-here', titled, '*', DEVELOPER);
  const archived = { status: 'archived' } as const;
  await engine.offerings.update('made-here', archived, '*', DEVELOPER);

  clock.now += 40 * DAY_MS;
  await engine.expiry.run();
}

function dayIn(days: number): string {
  return new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
}

/** A commit that somebody adds to what was approved. */
function push(
  directory: string,
  { branch, headSha }: { branch?: string; headSha?: string },
) {
  const who = { NAME: 'Somebody', EMAIL: 'somebody@example.com' };
  const git = (...args: string[]) =>
    execFileSync('git', args, {
      cwd: path.join(directory, 'gitops.git'),
      encoding: 'utf8',
      env: {
        ...process.env,
        GIT_AUTHOR_NAME: who.NAME,
        GIT_AUTHOR_EMAIL: who.EMAIL,
        GIT_COMMITTER_NAME: who.NAME,
        GIT_COMMITTER_EMAIL: who.EMAIL,
      },
    }).trim();
  const more = ['-p', headSha!, '-m', 'One more'];
  const commit = git('commit-tree', `${headSha}^{tree}`, ...more);
  git('update-ref', `refs/heads/${branch}`, commit);
}

it.each(databases.eachSupportedId())(
  'what is emitted is what the catalogue says, of every type, on %p',
  async id => {
    const clock = new ManualClock(new Date().toISOString());
    const engine = await startEngine(await databases.init(id), {
      clock,
      config: {
        policies: {
          rules: [
            {
              id: 'frozen',
              expr: '!has(request.reason) || request.reason != "frozen"',
              message: 'It is frozen',
            },
          ],
        },
      },
    });
    // Time passes, as much as the sandbox wants to see of it.
    const ticking = setInterval(() => {
      clock.now += 20;
    }, 20);
    try {
      await tellEverything(engine, clock);
      const events: { type: string; data: string }[] =
        await engine.database.read(db =>
          db.knex('outbox_event').orderBy('pos').select('type', 'data'),
        );
      const ajv = new Ajv2020({ allErrors: true });
      addFormats(ajv);
      const validators = new Map(
        serviceRequestsEventTypes.map(({ type, schema }) => [
          type,
          ajv.compile(closed(schema as JsonObject) as JsonObject),
        ]),
      );
      for (const { type, data } of events) {
        const validate = validators.get(type);
        expect(`${type} ${validate ? 'is listed' : 'is not listed'}`).toBe(
          `${type} is listed`,
        );
        const said = JSON.parse(data);
        validate!(said);
        expect({ type, said, errors: validate!.errors }).toEqual({
          type,
          said,
          errors: null,
        });
      }
      expect([...new Set(events.map(({ type }) => type))].sort()).toEqual(
        [...validators.keys()].sort(),
      );
    } finally {
      clearInterval(ticking);
      await engine.close();
    }
  },
);
