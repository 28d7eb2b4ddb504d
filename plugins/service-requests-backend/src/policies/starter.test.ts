import fc from 'fast-check';
import {
  DATABASE,
  DEV,
  policyInput,
  PRODUCTION,
} from './__testUtils__/policyInput';
import { cases, change } from './__testUtils__/starterCases';
import { PolicyEngine } from './PolicyEngine';
import { readStarterPolicies } from './readPolicies';
import type { PolicyInput } from './types';

const rules = readStarterPolicies();
const engine = PolicyEngine.create({ rules });

const said = (input: PolicyInput) =>
  engine.evaluate(input).map(({ policy, result }) => `${policy}: ${result}`);

it('finds no fault with a request that is as it should be', () => {
  expect(engine.evaluate(policyInput())).toEqual([]);
  expect(engine.evaluate(policyInput({ environment: DEV }))).toEqual([]);
  expect(
    said(change({ deletionProtection: false }, {}, 'decommission')),
  ).toEqual([]);
});

it('has a case for every rule', () => {
  expect(Object.keys(cases).sort()).toEqual(rules.map(({ id }) => id).sort());
});

it('says all of it in Italian too', () => {
  const spoken = rules.map(({ id, passes, translations }) => ({
    id,
    words: Object.keys(translations?.it ?? {}),
    passes,
  }));
  expect(spoken).toEqual(
    spoken.map(one => ({
      ...one,
      words: one.passes ? ['message', 'passes'] : ['message'],
    })),
  );
});

describe.each(rules.map(rule => [rule.id, rule] as const))('%s', (id, rule) => {
  it('lets pass what is well', () => {
    for (const input of cases[id].passes) {
      expect(engine.evaluate(input).map(({ policy }) => policy)).not.toContain(
        id,
      );
    }
  });

  it('speaks where something is not', () => {
    for (const input of cases[id].fails) {
      const verdicts = engine.evaluate(input).filter(one => one.policy === id);
      expect(verdicts).toHaveLength(1);
      expect([rule.severity, 'deny']).toContain(verdicts[0].result);
    }
  });
});

it.each([DEV, PRODUCTION])(
  'says nothing in $name of offerings that have no such parameters',
  environment => {
    for (const operation of [
      'create',
      'scale',
      'update',
      'decommission',
    ] as const) {
      const bare = { operation, parameters: {}, current: {} };
      expect(
        engine.evaluate(policyInput({ environment, items: [bare] })),
      ).toEqual([]);
    }
  },
);

it('lets no parameter of another type pass in production', () => {
  const good = DATABASE.parameters;
  fc.assert(
    fc.property(
      // How much storage something new has is for production to know.
      fc.constantFrom(...Object.keys(good).filter(n => n !== 'storageGib')),
      fc.jsonValue(),
      (name, value) => {
        fc.pre(typeof value !== typeof good[name]);
        const denied = engine
          .evaluate(policyInput({ parameters: { [name]: value } }))
          .some(({ result }) => result === 'deny');
        expect(denied).toBe(true);
      },
    ),
  );
});

it('never lets storage shrink', () => {
  fc.assert(
    fc.property(fc.nat(70_000), fc.nat(70_000), (before, after) => {
      expect(
        said(change({ storageGib: before }, { storageGib: after }, 'scale')),
      ).toEqual(after < before ? ['storage-never-shrinks: deny'] : []);
    }),
  );
});

it('is about the item at fault', () => {
  const items = [
    {},
    { parameters: { ...DATABASE.parameters, multiAz: false } },
  ];
  expect(engine.evaluate(policyInput({ items }))).toMatchObject([
    {
      policy: 'production-multi-az',
      result: 'deny',
      item: 1,
      field: '/multiAz',
      message: 'In production, orders must run in more than one zone.',
      passes: 'Switch on multi-AZ.',
    },
  ]);
});

it('counts an item in a forbidden region, wherever else it is', () => {
  const items = PRODUCTION.regions
    .map(({ name }) => ({ index: 0, region: name }))
    .concat({ index: 0, region: 'us-east-1' });
  expect(engine.evaluate(policyInput({ items }))).toMatchObject([
    {
      policy: 'allowed-regions',
      item: 0,
      message: 'Nothing of Production may be in us-east-1.',
      passes: 'One of these regions: eu-west-1, eu-south-1.',
    },
  ]);
});
