import { InputError } from '@backstage/errors';
import fc from 'fast-check';
import { SandboxMetrics } from './SandboxMetrics';

const NOON = Date.parse('2027-03-16T12:00:00Z');
const HOUR = 3_600_000;
const service = {
  id: '00000000-0000-4000-8000-000000000001',
  name: 'orders-db',
  offering: 'postgresql',
  environment: 'staging',
  region: 'eu-west-1',
  parameters: { storageGib: 50 },
  templates: [
    { id: 'cpu', title: 'Processor', unit: 'percent' },
    { id: 'free-storage', title: 'Free storage', unit: 'bytes' },
  ],
};

function query(
  options: Partial<Parameters<SandboxMetrics['query']>[0]> = {},
  now = NOON,
) {
  return SandboxMetrics.create({ now: () => now }).query({
    service,
    from: new Date(NOON - 6 * HOUR),
    to: new Date(NOON),
    step: 300,
    signal: new AbortController().signal,
    ...options,
  });
}

describe('SandboxMetrics', () => {
  it('says that nothing of it is real', () => {
    expect(SandboxMetrics.create()).toMatchObject({
      kind: 'sandbox',
      sandbox: true,
    });
  });

  it('answers with a series for each template', async () => {
    const series = await query();
    expect(series.map(({ template, unit }) => [template, unit])).toEqual([
      ['cpu', 'percent'],
      ['free-storage', 'bytes'],
    ]);
    expect(series[0].points).toHaveLength(72);
    for (const [, value] of series[0].points) {
      expect(value).toBeGreaterThan(0);
      expect(value).toBeLessThan(100);
    }
    for (const [, value] of series[1].points) {
      expect(value).toBeLessThan(50 * 1024 ** 3);
    }
    const [only] = await query({ templates: ['free-storage'] });
    expect(only).toEqual(series[1]);
  });

  it('says the same of a moment, whatever range it is in', async () => {
    const [whole] = await query();
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 * 60 }),
        fc.integer({ min: 1, max: 60 }),
        async (start, length) => {
          const from = NOON - 6 * HOUR + start * 60_000;
          const [part] = await query({
            from: new Date(from),
            to: new Date(from + length * 60_000),
          });
          for (const point of part.points) {
            expect(whole.points).toContainEqual(point);
          }
        },
      ),
      { numRuns: 50 },
    );
  });

  it('says something else of another service', async () => {
    const [one] = await query();
    const [other] = await query({
      service: { ...service, id: '00000000-0000-4000-8000-000000000002' },
    });
    expect(one.points).not.toEqual(other.points);
  });

  it('knows nothing of what is to come', async () => {
    const [series] = await query({}, NOON - 3 * HOUR);
    expect(series.points.at(-1)![0]).toBe(NOON - 3 * HOUR);
  });

  it('refuses a range of too many points', async () => {
    await expect(query({ step: 1 })).rejects.toThrow(InputError);
    await expect(query({ step: 0 })).rejects.toThrow(InputError);
  });
});
