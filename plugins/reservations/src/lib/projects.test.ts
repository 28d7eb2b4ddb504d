import type { Project } from '@callboard/backstage-plugin-reservations-common';
import {
  newProjectValues,
  phaseOf,
  sayAmount,
  toNewProject,
  toProjectChange,
  usageShares,
  valuesOfProject,
} from './projects';

const zone = 'Europe/Rome';
const project: Project = {
  id: '1',
  version: 1,
  createdAt: '2027-01-01T00:00:00.000Z',
  updatedAt: '2027-01-01T00:00:00.000Z',
  code: 'GRANT-7',
  title: 'Folding',
  holders: ['user:default/researcher'],
  from: '2027-01-01T00:00:00.000Z',
  until: '2028-01-01T00:00:00.000Z',
  budget: { kind: 'money', amount: 500, currency: 'EUR' },
  archived: false,
  usage: { used: 0, planned: 0, remaining: 500 },
  actions: ['update'],
};

it('begins with a year from today', () => {
  const values = newProjectValues({
    now: new Date('2027-03-15T22:30:00Z'),
    zone,
  });
  expect(toNewProject({ ...values, code: ' A-1 ', title: 'A' })).toEqual({
    code: 'A-1',
    title: 'A',
    description: undefined,
    siteRef: undefined,
    holders: [],
    budget: { kind: 'hours', amount: 100 },
    from: '2027-03-14T23:00:00.000Z',
    until: '2028-03-14T23:00:00.000Z',
  });
});

it('sends what differs, and takes away what is no longer said', () => {
  const values = valuesOfProject(project, { zone });
  expect(toProjectChange(values, project)).toBeUndefined();
  expect(
    toProjectChange({ ...values, ends: false, amount: '600' }, project),
  ).toEqual({
    until: null,
    budget: { kind: 'money', amount: 600, currency: 'EUR' },
  });
});

it('writes amounts as people do', () => {
  expect(sayAmount({ kind: 'hours', amount: 1 }, 12.345, 'en')).toBe('12.35 h');
  expect(sayAmount(project.budget, 1234.5, 'it')).toMatch(/1234,50\s€/);
});

it('fills the bar and no more', () => {
  const budget = { kind: 'hours' as const, amount: 100 };
  expect(usageShares(budget, { used: 25, planned: 50 })).toEqual({
    used: 25,
    planned: 50,
  });
  expect(usageShares(budget, { used: 150, planned: 50 })).toEqual({
    used: 75,
    planned: 25,
  });
  expect(
    usageShares({ kind: 'hours', amount: 0 }, { used: 0, planned: 0 }),
  ).toEqual({ used: 0, planned: 0 });
});

it('knows what has begun and what is over', () => {
  const at = (day: string) => new Date(`${day}T00:00:00Z`);
  expect(phaseOf(project, at('2026-12-31'))).toBe('upcoming');
  expect(phaseOf(project, at('2027-06-01'))).toBe('running');
  expect(phaseOf(project, at('2028-01-01'))).toBe('over');
  expect(phaseOf({ ...project, archived: true }, at('2027-06-01'))).toBe(
    'archived',
  );
});
