import { TestDatabases } from '@backstage/backend-test-utils';
import {
  type DocumentedOperation,
  type Node,
  operations,
  resolve,
} from '../__testUtils__/contract';
import {
  type EveryOperation,
  furnishForEveryOperation,
} from '../__testUtils__/everyOperation';
import { badTexts, badValues } from '../__testUtils__/hostileValues';
import {
  type Answer,
  hours,
  type Portal,
  type Principal,
  type Sent,
  startPortal,
} from '../__testUtils__/portal';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

// What the router refuses never comes to the database: these stand for all.
const ON_BOTH = new Set(['createBooking', 'listBookings', 'updateBooking']);
/** Who may, where the admin may not. */
const callers: Record<string, Principal> = {
  reportProvisioning: 'webhooks',
  listSshKeys: 'plugin',
};
const window = { from: hours(0), to: hours(24) };
const withBody = operations.filter(one => one.body);
const withQuery = operations.filter(one =>
  one.parameters.some(({ in: where }) => where === 'query'),
);
const writes = operations.filter(one => one.method !== 'GET');

interface Field {
  name: string;
  property: Node;
  /** Those that may not be said along with it. */
  others: string[];
}

function fieldsIn(body: Node): Field[] {
  const forms: Node[] = (body.oneOf ?? [body]).map(resolve);
  const all = forms.flatMap(form => Object.keys(form.properties ?? {}));
  return forms.flatMap(({ properties = {} }) =>
    Object.entries<Node>(properties).map(([name, property]) => ({
      name,
      property: resolve(property),
      others: all.filter(other => !(other in properties)),
    })),
  );
}

describe.each(databases.eachSupportedId())('bad input on %p', id => {
  let portal: Portal;
  let ids: EveryOperation['ids'];
  let good: EveryOperation['good'];

  beforeAll(async () => {
    portal = await startPortal(await databases.init(id));
    ({ ids, good } = await furnishForEveryOperation(portal));
  });
  afterAll(() => portal.stop());

  const some = (these: DocumentedOperation[]) =>
    these
      .filter(one => id === 'SQLITE_3' || ON_BOTH.has(one.id))
      .map(one => [one.id, one] as const);

  const pathOf = (operation: DocumentedOperation) =>
    operation.path
      .replace(/{(id|code)}/, ids[operation.path.split('/{')[0]])
      .replace('{ref}', encodeURIComponent('user:default/left-long-ago'));
  const call = (operation: DocumentedOperation, sent?: Sent, query = '') =>
    portal.call(
      callers[operation.id] ?? 'admin',
      operation.method,
      pathOf(operation) + query,
      {
        ...sent,
        headers: { 'if-match': '*', ...sent?.headers },
      },
    );

  /** What is amiss with a refusal; nothing where it is as it should be. */
  function faultsOf(answer: Answer, field: string, status = [400]): string[] {
    const fields: { field: string }[] = answer.body.fields ?? [];
    return [
      status.includes(answer.status) ? '' : `answered ${answer.status}`,
      fields.some(one => one.field.startsWith(field))
        ? ''
        : `named ${fields.map(one => one.field)} for ${field}`,
      answer.text.length < 20_000 ? '' : `said ${answer.text.length} bytes`,
      /"stack"|\bat .*\.[jt]s:\d/.test(answer.text) ? 'shows its stack' : '',
    ].filter(Boolean);
  }

  const expectNothingHappened = async (run: () => Promise<void>) => {
    const before = await portal.rowCounts();
    await run();
    expect(await portal.rowCounts()).toEqual(before);
    expect(portal.logger.error).not.toHaveBeenCalled();
    expect(({} as { admin?: unknown }).admin).toBeUndefined();
  };

  it('knows things and bodies for every operation, and no more', () => {
    const paths = operations
      .filter(({ path }) => /{(id|code)}/.test(path))
      .map(({ path }) => path.split('/{')[0]);
    expect(Object.keys(ids).sort()).toEqual([...new Set(paths)].sort());
    expect(Object.keys(good).sort()).toEqual(
      withBody.map(one => one.id).sort(),
    );
  });

  it.each(some(withBody))(
    '%s refuses every field that is not as documented',
    async (_, operation) => {
      const faults: string[] = [];
      await expectNothingHappened(async () => {
        for (const { name, property, others } of fieldsIn(operation.body!)) {
          const rest = Object.entries(good[operation.id]).filter(
            ([other]) => !others.includes(other),
          );
          for (const { title, value, below = '' } of badValues(property)) {
            const body = { ...Object.fromEntries(rest), [name]: value };
            const answer = await call(operation, { body });
            faults.push(
              ...faultsOf(answer, name + below).map(
                fault => `${name}: ${title}: ${fault}`,
              ),
            );
          }
        }
        for (const name of operation.body!.required ?? []) {
          const body = { ...good[operation.id], [name]: undefined };
          const answer = await call(operation, { body });
          faults.push(
            ...faultsOf(answer, name).map(fault => `no ${name}: ${fault}`),
          );
        }
      });
      expect(faults).toEqual([]);
    },
  );

  it.each(some(withBody))(
    '%s refuses bodies that are none',
    async (_, operation) => {
      const bodies: [string, unknown, string][] = [
        ['an unknown field', { ...good[operation.id], odd: 1 }, 'odd'],
        ['a list', [], 'body'],
        ['null', 'null', 'body'],
        ['text', '"x"', 'body'],
        ['half of JSON', '{"title":', 'body'],
        ['__proto__', '{"__proto__":{"admin":true}}', '__proto__'],
        ['constructor', '{"constructor":{}}', 'constructor'],
        ['no UTF-8', new Uint8Array([0x7b, 0xff, 0x7d]), 'body'],
        ['deep nesting', '['.repeat(20_000), 'body'],
        ['too much', `"${'x'.repeat(operation.bodyLimit * 1_048_576)}"`, ''],
      ];
      const faults: string[] = [];
      await expectNothingHappened(async () => {
        for (const [title, body, field] of bodies) {
          const answer = await call(operation, { body });
          const found =
            title === 'too much'
              ? [answer.status === 413 ? '' : `answered ${answer.status}`]
              : faultsOf(answer, field);
          faults.push(
            ...found.filter(Boolean).map(fault => `${title}: ${fault}`),
          );
        }
        const form = await call(operation, {
          body: 'title=x',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
        });
        expect(form.status).toBe(415);
      });
      expect(faults).toEqual([]);
    },
  );

  it.each(some(withQuery))(
    '%s refuses every parameter that is not as documented',
    async (_, operation) => {
      const known = operation.parameters.filter(one => one.in === 'query');
      const required = known
        .filter(one => one.required)
        .map(({ name }) => [name, window[name as 'from' | 'to']]);
      const query = (name: string, text: string) =>
        `?${[...required.filter(([one]) => one !== name), [name, text]]
          .map(([key, value]) => `${key}=${value}`)
          .join('&')}`;
      const faults: string[] = [];
      await expectNothingHappened(async () => {
        for (const { name, schema } of known) {
          const texts = badTexts(schema);
          if (schema.type === 'array') {
            texts.push(Array(1_000).fill('x').join(`&${name}=`));
          } else {
            texts.push(`x&${name}=y`);
          }
          for (const text of texts) {
            const answer = await call(operation, {}, query(name, text));
            faults.push(
              ...faultsOf(answer, `query.${name}`).map(
                fault => `${name}=${text.slice(0, 40)}: ${fault}`,
              ),
            );
          }
        }
        for (const name of ['odd', 'limit[]', '__proto__', 'offset', 'Q']) {
          const answer = await call(operation, {}, query(name, '1'));
          faults.push(...faultsOf(answer, `query.${name}`));
        }
        for (const [name] of required) {
          const answer = await call(operation, {}, query('q', 'x'));
          faults.push(...faultsOf(answer, 'query.').map(f => `${name}: ${f}`));
        }
      });
      expect(faults).toEqual([]);
    },
  );

  it.each(some(operations))(
    '%s refuses odd paths and headers',
    async (_, operation) => {
      const faults: string[] = [];
      await expectNothingHappened(async () => {
        const names = operation.parameters.map(one => one.name);
        const body = good[operation.id];
        if (/{(id|code)}/.test(operation.path)) {
          for (const odd of [
            '17',
            '..%2f..',
            '%00',
            '%ff',
            'x'.repeat(5_000),
          ]) {
            const path = operation.path.replace(/{(id|code)}/, odd);
            const answer = await portal.call('admin', operation.method, path, {
              body,
            });
            if (![400, 404].includes(answer.status)) {
              faults.push(`${odd}: ${answer.status}`);
            }
          }
        }
        if (names.includes('Idempotency-Key')) {
          for (const key of ['', 'x'.repeat(201), 'x'.repeat(5_000)]) {
            const answer = await call(operation, {
              body,
              headers: { 'idempotency-key': key },
            });
            faults.push(...faultsOf(answer, 'header.Idempotency-Key'));
          }
        }
        if (names.includes('If-Match')) {
          for (const version of ['', 'x', '"x"', '-1', '"1", "2"', '1e9']) {
            const answer = await call(operation, {
              body,
              headers: { 'if-match': version },
            });
            faults.push(...faultsOf(answer, 'header.If-Match', [400, 428]));
          }
        }
        if (writes.includes(operation)) {
          const answer = await call(operation, { body }, '?odd=1');
          faults.push(...faultsOf(answer, 'query.odd'));
        }
      });
      expect(faults).toEqual([]);
    },
  );

  it('refuses cursors that no list has given', async () => {
    const encode = (value: unknown) =>
      Buffer.from(JSON.stringify(value)).toString('base64url');
    const someId = '0d9f6c1e-5a1b-4c57-9f43-0a5b8f6b1c2d';
    const cursors = [
      'x',
      '..%2f',
      encode(null),
      encode([]),
      encode(['a', 'b']),
      encode(['a\0b', someId]),
      encode(['\ud800', someId]),
      encode([1e300, someId]),
      encode([0.5, someId]),
      encode([{ $gt: '' }, someId]),
      encode(['a', `${someId}' OR 1=1`]),
    ];
    for (const path of [
      '/sites',
      '/resources',
      '/resource-types',
      '/bookings',
    ]) {
      for (const cursor of cursors) {
        const answer = await portal.call(
          'admin',
          'GET',
          `${path}?cursor=${cursor}`,
        );
        expect([path, cursor, answer.status]).toEqual([path, cursor, 400]);
        expect(faultsOf(answer, 'query.cursor')).toEqual([]);
      }
    }
  });

  it('refuses what only looks like a booking', async () => {
    const run = {
      resourceRefs: ['resource:bench'],
      title: 'Run',
      start: hours(5),
      end: hours(6),
    };
    const nested = (depth: number) =>
      `{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`;
    const text = JSON.stringify(run);
    const bodies: [string, unknown, string][] = [
      ['a key of 1 MB', { units: { ['x'.repeat(1_000_000)]: 1 } }, 'units'],
      [
        'parameters of 1 MB',
        { parameters: { a: 'x'.repeat(1_000_000) } },
        'parameters',
      ],
      [
        'a parameter named with 1 MB',
        { parameters: { ['x'.repeat(1_000_000)]: 1 } },
        'parameters',
      ],
      ['a leap second', { start: '2030-12-31T23:59:60Z' }, 'start'],
      ['a day there is not', { start: '2030-02-30T00:00:00Z' }, 'start'],
      ['no zone', { start: '2030-02-20T00:00:00' }, 'start'],
      ['the year 9999', { end: '9999-12-31T23:59:59Z' }, 'end'],
    ];
    await expectNothingHappened(async () => {
      for (const [title, change, field] of bodies) {
        const answer = await portal.call('admin', 'POST', '/bookings', {
          body: { ...run, ...(change as object) },
        });
        expect([title, ...faultsOf(answer, field)]).toEqual([title]);
      }
      const deep = await portal.call('admin', 'POST', '/bookings', {
        body: text.replace('{', `{"parameters":${nested(50_000)},`),
      });
      expect(faultsOf(deep, 'parameters/a')).toEqual([]);
    });
  });

  it('refuses hostile schemas, and values that abuse a schema', async () => {
    const type = (schema: object) =>
      portal.call('admin', 'POST', '/resource-types', {
        body: {
          name: 'hostile',
          title: 'Hostile',
          colour: '#123456',
          bookingParametersSchema: schema,
        },
      });
    await expectNothingHappened(async () => {
      for (const schema of [
        { $ref: 'http://127.0.0.1:9/schema.json' },
        { properties: { a: { pattern: '(' } } },
        { properties: { a: { type: 'nothing' } } },
        { $async: true },
        { type: 'string' },
      ]) {
        const answer = await type(schema);
        expect(faultsOf(answer, 'bookingParametersSchema')).toEqual([]);
      }
    });
    const made = await type({
      properties: { a: { type: 'string', pattern: '^(a+)+$' } },
    });
    expect(made.status).toBe(201);
    await portal.resource({ name: 'trap', type: 'hostile' });
    await expectNothingHappened(async () => {
      const began = performance.now();
      const answer = await portal.call('admin', 'POST', '/bookings', {
        body: {
          resourceRefs: ['resource:trap'],
          title: 'Run',
          start: hours(5),
          end: hours(6),
          parameters: { a: `${'a'.repeat(60)}!` },
        },
      });
      expect(faultsOf(answer, 'parameters')).toEqual([]);
      expect(performance.now() - began).toBeLessThan(2_000);
    });
  });
});
