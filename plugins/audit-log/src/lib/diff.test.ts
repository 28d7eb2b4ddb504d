import { compareLists, diffOf } from './diff';

it('names the fields that differ and leaves out bookkeeping', () => {
  expect(
    diffOf(
      { title: 'Run', end: '12:00', owner: 'a', version: 1, updatedAt: 'x' },
      {
        title: 'Run',
        end: '14:00',
        purpose: 'More',
        version: 2,
        updatedAt: 'y',
      },
    ),
  ).toEqual([
    { path: ['end'], kind: 'changed', before: '12:00', after: '14:00' },
    { path: ['owner'], kind: 'removed', before: 'a' },
    { path: ['purpose'], kind: 'added', after: 'More' },
  ]);
});

it('takes what was before for a part of it where it has no id', () => {
  const after = { id: '1', title: 'Run', end: '14:00', purpose: 'More' };
  const end = { path: ['end'], kind: 'changed', before: '12', after: '14:00' };
  expect(diffOf({ end: '12' }, after)).toEqual([end]);
  expect(diffOf({ id: '1', title: 'Run', end: '12' }, after)).toEqual([
    end,
    { path: ['purpose'], kind: 'added', after: 'More' },
  ]);
});

it('walks into objects, also where one side has none', () => {
  expect(
    diffOf(
      { policy: { max: 60, min: { of: 5 } }, attributes: { gpus: 4 } },
      { policy: { max: 90, min: { of: 5 } } },
    ),
  ).toEqual([
    { path: ['policy', 'max'], kind: 'changed', before: 60, after: 90 },
    { path: ['attributes', 'gpus'], kind: 'removed', before: 4 },
  ]);
});

it('keeps a list of values together and tells members of another apart by name', () => {
  expect(
    diffOf(
      { admins: ['a', 'b'], hours: [{ day: 'mon', opens: '08:00' }] },
      {
        admins: ['b', 'c'],
        hours: [
          { day: 'tue', opens: '09:00' },
          { day: 'mon', opens: '07:00' },
        ],
      },
    ),
  ).toEqual([
    {
      path: ['admins'],
      kind: 'changed',
      before: ['a', 'b'],
      after: ['b', 'c'],
    },
    {
      path: ['hours', 'mon', 'opens'],
      kind: 'changed',
      before: '08:00',
      after: '07:00',
    },
    { path: ['hours', 'tue', 'day'], kind: 'added', after: 'tue' },
    { path: ['hours', 'tue', 'opens'], kind: 'added', after: '09:00' },
  ]);
  expect(compareLists(['a', 'b'], ['b', 'c'])).toEqual({
    removed: ['a'],
    added: ['c'],
    kept: ['b'],
  });
});

it('counts members that nothing tells apart', () => {
  expect(
    diffOf({ steps: [{ a: 1 }, { a: 2 }] }, { steps: [{ a: 1 }] }),
  ).toEqual([{ path: ['steps', '2', 'a'], kind: 'removed', before: 2 }]);
});

it('shows all that says something of what was made or deleted', () => {
  const thing = {
    id: '1',
    version: 1,
    members: [],
    archived: false,
    note: '',
    place: { room: '2.14' },
  };
  const fields = [
    ['id', '1'],
    ['version', 1],
    ['archived', false],
    ['place.room', '2.14'],
  ];
  expect(
    diffOf(undefined, thing).map(c => [c.path.join('.'), c.after, c.kind]),
  ).toEqual(fields.map(([path, value]) => [path, value, 'added']));
  expect(
    diffOf(thing, undefined).map(c => [c.path.join('.'), c.before, c.kind]),
  ).toEqual(fields.map(([path, value]) => [path, value, 'removed']));
});

it('takes another kind of value for a change', () => {
  expect(diffOf({ capacity: 'exclusive' }, { capacity: 4 })).toEqual([
    { path: ['capacity'], kind: 'changed', before: 'exclusive', after: 4 },
  ]);
  expect(diffOf({ place: 'Room 1' }, { place: { room: 1 } })).toEqual([
    {
      path: ['place'],
      kind: 'changed',
      before: 'Room 1',
      after: { room: 1 },
    },
  ]);
});
