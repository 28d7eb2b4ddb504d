import { changes } from './changes';

test('finds what differs, also inside', () => {
  expect(
    changes(
      { a: 1, b: ['x'], c: { d: 1 } },
      { a: 1, b: ['x', 'y'], c: { d: 2 } },
    ),
  ).toEqual({ b: ['x', 'y'], c: { d: 2 } });
});

test('finds nothing where nothing differs', () => {
  expect(changes({ a: [1] }, { a: [1] })).toBeUndefined();
});
