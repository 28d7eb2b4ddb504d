import { resolve } from 'node:path';
import { shippedOfferings } from '../offerings/__testUtils__/shipped';
import { desiredParameters } from '../offerings/desiredParameters';
import type { OfferingDefinition, Parameters } from '../offerings/types';
import { estimateCost, monthlyCost } from './estimateCost';
import { parsePrices, readPrices } from './readPrices';
import type { PriceTable } from './types';

const PRICES_FOLDER = resolve(__dirname, '../../prices');
const offerings = shippedOfferings();
const { postgresql } = offerings;

const prices: PriceTable = {
  date: '2026-11-01',
  currency: 'EUR',
  source: 'Made up for a test',
  prices: {
    'rds.postgresql.db.t4g.medium': {
      unit: 'hour',
      regions: { 'eu-west-1': 0.1 },
    },
    'rds.postgresql.db.t4g.large': {
      unit: 'hour',
      regions: { 'eu-west-1': 0.2 },
    },
    'rds.storage.gp3': { unit: 'gib-month', regions: { default: 0.1 } },
    'secretsmanager.secret': { unit: 'month', regions: { default: 0.4 } },
  },
};

function parametersOf(offering: OfferingDefinition, change: Parameters = {}) {
  return desiredParameters(offering, 'create', undefined, {
    ...offering.example,
    ...change,
  });
}

const small = parametersOf(postgresql, { multiAz: false });
const item = { index: 0, region: 'eu-west-1', offering: postgresql };

describe('estimateCost', () => {
  it('adds up what is new, for a month of 730 hours', () => {
    const cost = estimateCost({ items: [{ ...item, after: small }], prices });
    expect(cost).toMatchObject({
      currency: 'EUR',
      before: 0,
      after: 78.4,
      delta: 78.4,
      unknown: [],
      pricesOf: '2026-11-01',
    });
    expect(cost.lines).toEqual([
      {
        item: 0,
        region: 'eu-west-1',
        label: 'Instance db.t4g.medium',
        after: 73,
      },
      { item: 0, region: 'eu-west-1', label: 'Storage', after: 5 },
      {
        item: 0,
        region: 'eu-west-1',
        label: 'Password in Secrets Manager',
        after: 0.4,
      },
    ]);
    expect(cost.assumptions).toContain('Made up for a test');
    expect(cost.assumptions.join()).toMatch(/Not included: data transfer/);
  });

  it('says the difference of a change, and what a removal saves', () => {
    const larger = { ...small, instanceClass: 'db.t4g.large', storageGib: 100 };
    const scaled = estimateCost({
      items: [{ ...item, before: small, after: larger }],
      prices,
    });
    expect(scaled).toMatchObject({ before: 78.4, after: 156.4, delta: 78 });
    expect(scaled.lines.find(({ label }) => label === 'Storage')).toMatchObject(
      {
        before: 5,
        after: 10,
      },
    );
    expect(
      estimateCost({ items: [{ ...item, before: small }], prices }),
    ).toMatchObject({ before: 78.4, after: 0, delta: -78.4 });
  });

  it('leaves out and names what has no price: unknown is never zero', () => {
    const unpriced = { ...small, instanceClass: 'db.m9g.large' };
    const cost = estimateCost({
      items: [{ ...item, before: small, after: unpriced }],
      prices,
    });
    expect(cost.unknown).toEqual([
      'Instance db.m9g.large in eu-west-1: no price is known',
    ]);
    expect(cost.before).toBe(78.4);
    expect([cost.after, cost.delta]).toEqual([undefined, undefined]);
    expect(cost.lines.map(({ label }) => label)).not.toContain(
      'Instance db.m9g.large',
    );
    expect(monthlyCost({ ...item, after: unpriced }, prices)).toBeUndefined();
    expect(monthlyCost({ ...item, after: small }, prices)).toBe(78.4);
  });

  it('knows no price in a region that the table does not have', () => {
    const cost = estimateCost({
      items: [
        { ...item, after: small },
        { ...item, index: 1, region: 'eu-north-1', after: small },
      ],
      prices,
    });
    expect(cost.after).toBeUndefined();
    expect(cost.unknown).toHaveLength(1);
  });

  it('knows nothing of an offering that says nothing of its cost', () => {
    const silent = {
      ...postgresql,
      cost: { lines: [], assumptions: [], excludes: [] },
    };
    const cost = estimateCost({
      items: [{ ...item, offering: silent, after: small }],
      prices,
    });
    expect(cost.after).toBeUndefined();
    expect(cost.unknown).toHaveLength(1);
  });
});

describe('the prices that come with the plugin', () => {
  it.each(Object.keys(offerings).sort())(
    'price the example of %s',
    async name => {
      const table = await readPrices(PRICES_FOLDER);
      const offering = offerings[name];
      for (const region of ['eu-west-1', 'eu-central-1', 'eu-south-1']) {
        const cost = estimateCost({
          items: [
            { index: 0, region, offering, after: parametersOf(offering) },
          ],
          prices: table,
        });
        expect([region, cost.unknown]).toEqual([region, []]);
        expect(cost.after).toBeGreaterThan(0);
      }
    },
  );

  it('price every size that is offered, but for spot nodes', async () => {
    const table = await readPrices(PRICES_FOLDER);
    const sizes: [OfferingDefinition, string][] = [
      [postgresql, 'instanceClass'],
      [offerings['aurora-postgresql'], 'instanceClass'],
      [offerings.redis, 'nodeType'],
      [offerings['node-group'], 'instanceType'],
      [offerings['node-group'], 'capacityType'],
    ];
    const unknown = sizes.flatMap(([offering, parameter]) =>
      (offering.parameters.properties[parameter].enum as string[]).flatMap(
        size =>
          estimateCost({
            items: [
              {
                ...item,
                offering,
                after: parametersOf(offering, { [parameter]: size }),
              },
            ],
            prices: table,
          }).unknown,
      ),
    );
    expect(unknown).toEqual([
      '3 × m7g.xlarge (spot) in eu-west-1: no price is known',
    ]);
  });
});

describe('parsePrices', () => {
  it('names the file and what is wrong with it', () => {
    expect(() => parsePrices('date: [', 'a.yaml')).toThrow('a.yaml is no YAML');
    expect(() => parsePrices('date: 2026', 'a.yaml')).toThrow(
      /a.yaml is no price table: .*date/,
    );
    expect(() =>
      parsePrices(
        "date: '2026-01-01'\ncurrency: EUR\nsource: x\nprices: { a: { unit: hour, regions: { eu-west-1: -1 } } }",
        'a.yaml',
      ),
    ).toThrow('must be at least 0');
  });
});
