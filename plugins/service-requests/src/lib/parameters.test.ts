import { compareParameters, leavesOf, textOf } from './parameters';

it('finds every leaf of nested parameters', () => {
  expect([
    ...leavesOf({ size: 'small', backup: { days: 7 }, networks: ['a', 'b'] }),
  ]).toEqual([
    ['size', 'small'],
    ['backup/days', 7],
    ['networks', ['a', 'b']],
  ]);
});

it('puts what is beside what was merged, and says where they differ', () => {
  expect(
    compareParameters(
      { size: 'large', backup: { days: 7 }, name: 'orders', storage: 20 },
      { size: 'small', 'backup/days': 7, storage: '20', engine: '17' },
    ),
  ).toEqual([
    row('size', 'large', 'small', true),
    row('backup/days', 7, 7),
    { ...row('name', 'orders', undefined), isObserved: false },
    row('storage', 20, '20'),
    row('engine', undefined, '17'),
  ]);

  function row(
    path: string,
    desired: unknown,
    observed: unknown,
    differs = false,
  ) {
    return { path, desired, observed, differs, isObserved: true };
  }
});

it('writes values as text', () => {
  expect([undefined, null, false, 0, ['a', 1], [{ a: 1 }]].map(textOf)).toEqual(
    [undefined, undefined, 'false', '0', 'a, 1', '{"a":1}'],
  );
});
