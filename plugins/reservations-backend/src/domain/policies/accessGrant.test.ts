import { inventoryOf, resourceFacts } from '../../__testUtils__/facts';
import type { Interval } from '../intervals';
import { accessGrant } from './accessGrant';

const HOUR_MS = 3_600_000;
const lab = resourceFacts('lab');

function verdictsFor(
  times: Interval[] | 'always',
  time: Interval,
  name?: string,
) {
  return accessGrant({
    resources: [lab],
    inventory: inventoryOf([lab]),
    time: { start: time.start * HOUR_MS, end: time.end * HOUR_MS },
    now: 0,
    startChanged: true,
    parties: [
      {
        name,
        times: () =>
          times === 'always'
            ? times
            : times.map(({ start, end }) => ({
                start: start * HOUR_MS,
                end: end * HOUR_MS,
              })),
      },
    ],
  });
}

describe('accessGrant', () => {
  it('has nothing to say of who always has access', () => {
    expect(verdictsFor('always', { start: 1, end: 2 })).toEqual([]);
  });

  it('allows a booking that ends with the access', () => {
    expect(verdictsFor([{ start: 0, end: 2 }], { start: 1, end: 2 })).toEqual([
      { policy: 'access-grant', result: 'allow' },
    ]);
  });

  it('says until when somebody may book', () => {
    expect(verdictsFor([{ start: 0, end: 2 }], { start: 1, end: 3 })).toEqual([
      {
        policy: 'access-grant',
        result: 'deny',
        code: 'access_ends',
        message: 'Your access to lab ends on 1 Jan 1970, 02:00 UTC.',
        passes: 'An end until 1970-01-01T02:00:00.000Z',
        facts: { title: 'lab', person: '', until: '1970-01-01T02:00:00.000Z' },
        resourceRef: 'resource:default/lab',
      },
    ]);
  });

  it('says when the access is, of a booking that begins outside of it', () => {
    const [verdict] = verdictsFor(
      [{ start: 4, end: 6 }],
      { start: 1, end: 2 },
      'user:default/guest',
    );
    expect(verdict).toMatchObject({
      code: 'outside_access',
      passes:
        'A time from 1970-01-01T04:00:00.000Z until 1970-01-01T06:00:00.000Z',
    });
    expect(verdict.message).toBe(
      'user:default/guest’s access to lab is from 1 Jan 1970, 04:00 UTC until 1 Jan 1970, 06:00 UTC.',
    );
  });

  it('names who has no access', () => {
    const [verdict] = verdictsFor([], { start: 1, end: 2 }, 'user:default/me');
    expect(verdict).toMatchObject({ result: 'deny', code: 'no_access' });
    expect(verdict.message).toMatch(/^user:default\/me has no access to lab/);
  });

  it('does not bridge a gap between two grants', () => {
    const times = [
      { start: 0, end: 2 },
      { start: 3, end: 5 },
    ];
    const [denied] = verdictsFor(times, { start: 1, end: 4 });
    expect(denied.result).toBe('deny');
    const [allowed] = verdictsFor(times, { start: 3, end: 4 });
    expect(allowed.result).toBe('allow');
  });
});
