import { resourceFacts } from '../../__testUtils__/facts';
import type { ResourceFacts } from '../Inventory';
import type { Budget } from '../projectBudget';
import { project, type ProjectFacts } from './project';
import type { PolicyFacts } from './types';

const at = (instant: string) => Date.parse(instant);
const OWNER = 'user:default/researcher';

const found = (more: Partial<ProjectFacts> = {}): ProjectFacts => ({
  code: 'GRANT-7',
  title: 'Protein folding',
  holders: new Set(['group:default/research']),
  from: at('2027-01-01T00:00:00Z'),
  until: at('2027-04-01T00:00:00Z'),
  archived: false,
  budget: { kind: 'hours', amount: 100 },
  spent: 0,
  replaced: 0,
  ...more,
});

/** Four units for three hours. */
const facts = (
  more: Partial<PolicyFacts> = {},
  resource: ResourceFacts = resourceFacts('pool', { capacity: 8 }),
): PolicyFacts =>
  ({
    resources: [resource],
    units: new Map([[resource.id, 4]]),
    time: {
      start: at('2027-03-15T09:00:00Z'),
      end: at('2027-03-15T12:00:00Z'),
    },
    now: at('2027-03-15T08:00:00Z'),
    startChanged: true,
    booker: {
      owner: OWNER,
      groups: ['group:default/research'],
      project: 'GRANT-7',
    },
    ...more,
  }) as PolicyFacts;

const money: Budget = { kind: 'money', amount: 50, currency: 'EUR' };
const priced = (currency: string) =>
  resourceFacts('pool', {
    capacity: 8,
    rates: [{ from: '2027-01-01', perUnitHour: 2, currency }],
  });

describe('project', () => {
  it('says what remains', () => {
    expect(project(facts({ project: found({ spent: 76 }) }))).toEqual([
      {
        policy: 'project',
        result: 'allow',
        code: 'project_remaining',
        message: 'Remaining after this: 12 h of 100 h.',
        facts: { left: 12, total: 100, unit: 'h' },
      },
    ]);
  });

  it('asks for a project only where a rule does', () => {
    const booker = { owner: OWNER, groups: [] };
    const strict = resourceFacts('pool', {
      policies: { projectRequired: true },
    });
    expect(project(facts({ booker }))).toEqual([]);
    expect(project(facts({ booker }, strict))).toMatchObject([
      { result: 'deny', code: 'project_required' },
    ]);
    expect(project(facts({ booker: undefined }, strict))).toEqual([]);
  });

  it.each<[string, Partial<ProjectFacts> | undefined, string]>([
    ['there is none', undefined, 'project_unknown'],
    ['it is somebody else’s', { holders: new Set() }, 'project_unknown'],
    ['it is archived', { archived: true }, 'project_archived'],
    [
      'it begins later',
      { from: at('2027-03-15T10:00:00Z') },
      'project_not_begun',
    ],
    ['it ends before', { until: at('2027-03-15T11:59:59Z') }, 'project_ended'],
    ['too little is left', { spent: 88.5 }, 'project_overdrawn'],
    [
      'it is for another site',
      { site: { id: 'other', title: 'Cloud' } },
      'project_elsewhere',
    ],
  ])('refuses where %s', (_, more, code) => {
    const [verdict] = project(facts({ project: more && found(more) }));
    expect(verdict).toMatchObject({ result: 'deny', code });
    expect(verdict.message).toMatch(/GRANT-7/);
    expect(verdict.passes).toBeTruthy();
  });

  it('says no more of a strange project than of none', () => {
    const [unknown] = project(facts());
    const [strange] = project(
      facts({ project: found({ holders: new Set() }) }),
    );
    expect(strange).toEqual(unknown);
  });

  it('allows what ends with the project and takes the last hour', () => {
    const last = found({ until: at('2027-03-15T12:00:00Z'), spent: 88 });
    expect(project(facts({ project: last }))).toMatchObject([
      { result: 'allow' },
    ]);
  });

  it('counts what is booked alongside', () => {
    const pool = resourceFacts('pool', { capacity: 8 });
    const { time } = facts();
    const alongside = [{ time, resources: [{ resource: pool, units: 2 }] }];
    expect(
      project(facts({ alongside, project: found({ spent: 83 }) })),
    ).toMatchObject([
      {
        code: 'project_overdrawn',
        message:
          'This takes 12 h, and Protein folding (GRANT-7) has 11 h of 100 h left.',
        passes: '11 h or less',
      },
    ]);
  });

  it('lets an overdrawn booking be made smaller, not larger', () => {
    const spent = 120;
    expect(
      project(facts({ project: found({ spent, replaced: 13 }) })),
    ).toMatchObject([{ result: 'allow' }]);
    expect(
      project(facts({ project: found({ spent, replaced: 11 }) })),
    ).toMatchObject([{ code: 'project_overdrawn' }]);
  });

  it('counts money by the rates, in the currency of the budget', () => {
    expect(
      project(
        facts({ project: found({ budget: money, spent: 20 }) }, priced('EUR')),
      ),
    ).toMatchObject([{ message: 'Remaining after this: €6.00 of €50.00.' }]);
    expect(
      project(
        facts({ project: found({ budget: money, spent: 30 }) }, priced('EUR')),
      ),
    ).toMatchObject([{ code: 'project_overdrawn', passes: '€20.00 or less' }]);
    expect(
      project(facts({ project: found({ budget: money }) }, priced('USD'))),
    ).toMatchObject([{ code: 'project_currency' }]);
  });

  it('names the site’s time where a project ends', () => {
    const rome = resourceFacts('pool', {
      site: { ...resourceFacts('any').site, timeZone: 'Europe/Rome' },
    });
    const [{ message }] = project(
      facts({ project: found({ until: at('2027-03-15T11:00:00Z') }) }, rome),
    );
    expect(message).toContain('15 Mar 2027, 12:00');
  });
});
