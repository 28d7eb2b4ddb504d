import { TestDatabases } from '@backstage/backend-test-utils';
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { type Door, doorsOf } from '../doors';
import {
  documents,
  type DocumentedOperation,
  operations,
  type Parameter,
  pluginIds,
} from '../portal/documents';
import type { Who } from '../portal/people';
import { type Portal, type Request, startPortal } from '../portal/startPortal';
import { createWorld, NEWEST, type World } from '../table/world';
import { arbitraryOf } from './arbitraryOf';
import { spoiled } from './spoiled';

/*
 * Every operation of every document, with bodies and queries made from its
 * schemas: valid ones, and ones with something wrong. Whatever is sent, the
 * answer is one that the document has, and no 5xx. What the schema does not
 * allow is refused with 400 by everybody who would have been let in.
 *
 * The seed is fixed, so that a failure is one for everybody; another one is
 * tried with CALLBOARD_FUZZ_SEED, more with CALLBOARD_FUZZ_RUNS.
 */
const seed = Number(process.env.CALLBOARD_FUZZ_SEED ?? 20_261_122);
const numRuns = Number(process.env.CALLBOARD_FUZZ_RUNS ?? 12);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

jest.setTimeout(300_000);

const ajv = addFormats(new Ajv2020({ strict: false }));
for (const plugin of pluginIds) {
  ajv.addSchema({ components: documents[plugin].components }, plugin);
}

function validatorOf({ plugin, body }: DocumentedOperation): ValidateFunction {
  const absolute = JSON.stringify(body).replaceAll(
    '"$ref":"#/',
    `"$ref":"${plugin}#/`,
  );
  return ajv.compile(JSON.parse(absolute));
}

describe.each(databases.eachSupportedId())('anything at all, on %p', id => {
  let portal: Portal;
  let world: World;
  let doors: Door[];

  beforeAll(async () => {
    portal = await startPortal(databases, id);
    world = await createWorld(portal);
    doors = doorsOf(portal);
  });
  afterAll(() => portal.stop());

  /** Of a thing that there is, where the path names one. */
  async function pathOf(operation: DocumentedOperation): Promise<string> {
    const door = doors.find(one => one.operation === operation.id);
    if (!door || !operation.path.includes('{')) {
      return operation.path.replace(
        /\{\w+\}/g,
        '00000000-0000-4000-8000-000000000000',
      );
    }
    const [, path] = await door.request(
      await door.things(world)[0].make(),
      world,
    );
    return path.split('?')[0];
  }

  async function answerTo(
    who: Who,
    { plugin, method }: DocumentedOperation,
    path: string,
    sent?: Request[2],
  ) {
    const answer = await portal.call(plugin, who, [
      method,
      path,
      { ...sent, headers: { ...NEWEST, ...sent?.headers } },
    ]);
    if (answer.status >= 500) {
      throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
    }
    return answer.status;
  }

  const withBody = operations.filter(({ body }) => body);
  const forPlugins = new Set([
    'registerEventTypes',
    'publishEvent',
    'recordEvents',
    'recordAccesses',
    'reportProvisioning',
  ]);
  const callerOf = ({ id: name }: DocumentedOperation): Who =>
    forPlugins.has(name) ? 'plugin' : 'admin';

  it.each(withBody.map(({ plugin, id: name }) => [plugin, name]))(
    '%s %s: bodies',
    async (plugin, name) => {
      const operation = withBody.find(
        one => one.plugin === plugin && one.id === name,
      )!;
      const isValid = validatorOf(operation);
      const bodies = arbitraryOf(operation.plugin, operation.body!);
      const who = callerOf(operation);
      let path = await pathOf(operation);
      await fc.assert(
        fc.asyncProperty(bodies, async body => {
          const text = JSON.stringify(body);
          expect([text, isValid(JSON.parse(text)), isValid.errors]).toEqual([
            text,
            true,
            null,
          ]);
          await answerTo(who, operation, path, { body: text });
        }),
        { seed, numRuns, endOnFailure: true },
      );
      path = await pathOf(operation);
      let refused = 0;
      await fc.assert(
        fc.asyncProperty(bodies.chain(spoiled), async body => {
          const text = JSON.stringify(body);
          if (isValid(JSON.parse(text))) return;
          refused += 1;
          const status = await answerTo(who, operation, path, { body: text });
          const early = [
            'publishEvent',
            'registerEventTypes',
            'reportProvisioning',
            // The admin takes part in none.
            'leaveBooking',
          ];
          const expected = early.includes(name) ? [400, 403, 404] : [400];
          expect([
            text.slice(0, 300),
            expected.includes(status),
            status,
          ]).toEqual([text.slice(0, 300), true, status]);
        }),
        { seed, numRuns: 2 * numRuns, endOnFailure: true },
      );
      expect(refused).toBeGreaterThan(0);
    },
  );

  const withQuery = operations.filter(({ parameters }) =>
    parameters.some(one => one.in === 'query'),
  );

  function queryOf({ plugin, parameters }: DocumentedOperation) {
    const named = parameters.filter(one => one.in === 'query');
    const values = (one: Parameter) =>
      fc.oneof(
        arbitraryOf(plugin, one.schema).map(value =>
          [value].flat().map(String),
        ),
        fc.array(fc.string({ unit: 'binary', maxLength: 30 }), {
          minLength: 1,
          maxLength: 2,
        }),
      );
    return fc
      .record(Object.fromEntries(named.map(one => [one.name, values(one)])), {
        requiredKeys: named.filter(one => one.required).map(one => one.name),
      })
      .map(query =>
        new URLSearchParams(
          Object.entries(query).flatMap(([name, all]) =>
            all.map(value => [name, value.toWellFormed()]),
          ),
        ).toString(),
      );
  }

  it.each(withQuery.map(({ plugin, id: name }) => [plugin, name]))(
    '%s %s: queries',
    async (plugin, name) => {
      const operation = withQuery.find(
        one => one.plugin === plugin && one.id === name,
      )!;
      const path = await pathOf(operation);
      const statuses = new Set<number>();
      await fc.assert(
        fc.asyncProperty(queryOf(operation), async query => {
          const who = name === 'listSshKeys' ? 'plugin' : 'admin';
          statuses.add(await answerTo(who, operation, `${path}?${query}`));
        }),
        { seed, numRuns: 2 * numRuns, endOnFailure: true },
      );
      expect(Math.max(...statuses)).toBeLessThan(500);
    },
  );

  const withId = operations.filter(({ path }) => path.includes('{id}'));

  it.each(withId.map(({ plugin, id: name }) => [plugin, name]))(
    '%s %s: ids',
    async (plugin, name) => {
      const operation = withId.find(
        one => one.plugin === plugin && one.id === name,
      )!;
      for (const odd of [
        '1',
        '%00',
        '..%2f..',
        '%F0%9F',
        "'--",
        'a'.repeat(5000),
      ]) {
        const path = operation.path.replace('{id}', odd);
        const status = await answerTo('admin', operation, path, {
          body: operation.body ? '{}' : undefined,
        });
        expect([odd, [400, 403, 404].includes(status)]).toEqual([odd, true]);
      }
    },
  );
});
