import type { GrantFacts } from './Grants';
import { coverageOf } from './grantCoverage';

const grant = (
  id: string,
  siteId: string,
  resourceId?: string,
): GrantFacts => ({
  id,
  subjectRef: `user:default/${id}`,
  siteId,
  resourceId,
  from: 0,
  until: 1,
});

const resource = (id: string, site: string, type: string, parent?: string) => ({
  id,
  site_id: site,
  type_id: type,
  parent_id: parent ?? null,
});

const inventory = {
  resources: [
    resource('rack', 'lab', 'racks'),
    resource('node', 'lab', 'nodes', 'rack'),
    resource('bench', 'lab', 'benches'),
    resource('laser', 'hall', 'lasers'),
  ],
  types: [
    { id: 'racks', site_id: null },
    { id: 'nodes', site_id: 'lab' },
    { id: 'benches', site_id: 'lab' },
    { id: 'unused', site_id: 'lab' },
    { id: 'lasers', site_id: 'hall' },
  ],
  openSites: new Set(['lab', 'hall']),
};

/** The ids of the grants that cover each thing. */
const covered = (grants: GrantFacts[], openSites = inventory.openSites) =>
  Object.fromEntries(
    [...coverageOf(grants, { ...inventory, openSites })].map(([id, found]) => [
      id,
      found.map(one => one.id).sort(),
    ]),
  );

it('opens a site with all that is in it, and its types', () => {
  const all = ['a', 'b'];
  expect(covered([grant('a', 'lab'), grant('b', 'lab')])).toEqual({
    lab: all,
    rack: all,
    node: all,
    bench: all,
    racks: all,
    nodes: all,
    benches: all,
    unused: all,
  });
});

it('opens a resource with what is below it, and nothing beside it', () => {
  expect(
    covered([grant('a', 'lab', 'rack'), grant('b', 'lab', 'node')]),
  ).toEqual({
    lab: ['a', 'b'],
    rack: ['a'],
    racks: ['a'],
    node: ['a', 'b'],
    nodes: ['a', 'b'],
  });
});

it('counts each grant once, however it covers a thing', () => {
  const found = covered([grant('a', 'lab'), grant('b', 'lab', 'rack')]);
  expect(found.node).toEqual(['a', 'b']);
  expect(found.bench).toEqual(['a']);
});

it('opens nothing of a site that is archived, and only the site for what is gone', () => {
  const grants = [grant('a', 'lab'), grant('b', 'hall', 'melted')];
  expect(covered(grants, new Set(['hall']))).toEqual({ hall: ['b'] });
});
