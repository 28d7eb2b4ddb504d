import { ConfigReader } from '@backstage/config';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { isOpen, nextOpening } from './maintenanceWindows';
import { readEnvironments } from './readEnvironments';

const read = (...environments: object[]) =>
  readEnvironments(
    new ConfigReader({
      callboard: { serviceRequests: { environments } },
    } as never),
  );

const dev = { name: 'dev', regions: ['eu-west-1'] };

describe('environments', () => {
  it('are none where nothing is said', () => {
    expect(readEnvironments(new ConfigReader({}))).toEqual([]);
  });

  it('have defaults that depend on what they are for', () => {
    expect(read(dev, { ...dev, name: 'live', production: true })).toMatchObject(
      [
        {
          name: 'dev',
          title: 'dev',
          production: false,
          regions: [{ name: 'eu-west-1', title: 'eu-west-1' }],
          reviewers: 1,
          autoMerge: false,
          requiresEndDate: true,
          maxDays: undefined,
          namespace: 'dev-{region}',
        },
        {
          name: 'live',
          production: true,
          reviewers: 2,
          requiresEndDate: false,
          namespace: 'live-{region}',
        },
      ],
    );
  });

  it('are as they are written', () => {
    const environment = {
      name: 'staging',
      title: 'Staging',
      production: true,
      regions: [{ name: 'eu-south-1', title: 'Milan' }],
      reviewers: 3,
      autoMerge: true,
      requiresEndDate: true,
      maxDays: 30,
      namespace: 'team-staging',
      windows: [
        {
          days: ['sunday'],
          from: '22:00',
          to: '04:00',
          timeZone: 'Europe/Rome',
        },
      ],
    };
    expect(read(environment)).toEqual([environment]);
  });

  it.each<[object, string]>([
    [
      { ...dev, name: 'Dev' },
      "[0].name must be a DNS label (a to z, 0 to 9 and hyphens, at most 63), and 'Dev' is none",
    ],
    [{ ...dev, name: '../main' }, '[0].name must be a DNS label'],
    [{ name: 'dev' }, '[0].regions must name at least one region'],
    [{ name: 'dev', regions: [] }, '[0].regions must name at least one region'],
    [
      { name: 'dev', regions: 'eu-west-1' },
      '[0].regions must name at least one region',
    ],
    [{ name: 'dev', regions: ['EU'] }, '[0].regions[0] must be a DNS label'],
    [
      { name: 'dev', regions: [{ title: 'Milan' }] },
      '[0].regions[0] must be a DNS label',
    ],
    [{ name: 'dev', regions: [null] }, '[0].regions[0] must be a DNS label'],
    [
      { name: 'dev', regions: ['eu-west-1', 'eu-west-1'] },
      "[0].regions has 'eu-west-1' twice",
    ],
    [
      { ...dev, reviewers: 0 },
      '[0].reviewers must be a whole number from 1, not 0',
    ],
    [{ ...dev, reviewers: 1.5 }, '[0].reviewers must be a whole number from 1'],
    [{ ...dev, maxDays: -1 }, '[0].maxDays must be a whole number from 1'],
    [{ ...dev, namespace: 'a_b' }, '[0].namespace must be a DNS label'],
    [
      {
        ...dev,
        regions: ['eu-west-1', 'eu-south-1'],
        namespace: 'dev',
      },
      '[0].namespace must contain {region}',
    ],
    [{ ...dev, windows: [{ from: '22:00' }] }, 'windows'],
    [
      { ...dev, windows: [{ from: '22', to: '23:00' }] },
      "[0].windows[0].from must be a time of day as HH:MM, and '22' is none",
    ],
    [
      { ...dev, windows: [{ from: '22:00', to: '24:00' }] },
      '[0].windows[0].to must be a time of day',
    ],
    [
      { ...dev, windows: [{ from: '22:00', to: '22:00' }] },
      '[0].windows[0] begins and ends at 22:00',
    ],
    [
      { ...dev, windows: [{ days: ['Sun'], from: '22:00', to: '23:00' }] },
      "and 'Sun' is none",
    ],
    [
      { ...dev, windows: [{ days: [], from: '22:00', to: '23:00' }] },
      '[0].windows[0].days must be days of the week',
    ],
    [
      { ...dev, windows: [{ from: '22:00', to: '23:00', timeZone: 'Rome' }] },
      "and 'Rome' is none",
    ],
  ])('%j is refused', (environment, message) => {
    expect(() => read(environment)).toThrow(message);
  });

  it('have names of their own', () => {
    expect(() => read(dev, dev)).toThrow("environments has 'dev' twice");
  });
});

describe('maintenance windows', () => {
  const at = (text: string) =>
    DateTime.fromISO(text, { zone: 'Europe/Rome' }).toMillis();
  const window = {
    days: ['saturday' as const],
    from: '22:00',
    to: '04:00',
    timeZone: 'Europe/Rome',
  };
  const opening = {
    start: at('2026-11-21T22:00'),
    end: at('2026-11-22T04:00'),
  };

  it('are open at any time where there are none', () => {
    expect(isOpen(undefined, 0)).toBe(true);
    expect(isOpen([], 0)).toBe(true);
    expect(nextOpening([], 0)).toBeUndefined();
  });

  it.each([
    ['2026-11-21T12:00', false],
    ['2026-11-21T21:59', false],
    ['2026-11-21T22:00', true],
    ['2026-11-22T03:59', true],
    ['2026-11-22T04:00', false],
  ])('at %s: %s', (time, open) => {
    expect(isOpen([window], at(time))).toBe(open);
  });

  it('say when they open next', () => {
    expect(nextOpening([window], at('2026-11-15T04:00'))).toEqual(opening);
    expect(nextOpening([window], at('2026-11-22T01:00'))).toEqual(opening);
    const daily = {
      ...window,
      days: ['monday' as const],
      from: '06:00',
      to: '07:00',
    };
    expect(nextOpening([window, daily], at('2026-11-22T05:00'))?.start).toBe(
      at('2026-11-23T06:00'),
    );
  });

  it('are as long as the wall clock says on the night it changes', () => {
    const { start, end } = nextOpening([window], at('2026-10-24T12:00'))!;
    expect((end - start) / 3_600_000).toBe(7);
  });

  it('always open again within a week', () => {
    fc.assert(
      fc.property(
        fc.date({
          min: new Date(0),
          max: new Date('2060-01-01'),
          noInvalidDate: true,
        }),
        date => {
          const { start, end } = nextOpening([window], date.getTime())!;
          expect(end).toBeGreaterThan(date.getTime());
          expect(start - date.getTime()).toBeLessThanOrEqual(
            7 * 25 * 3_600_000,
          );
        },
      ),
    );
  });
});
