import { isName, slug } from './slug';

test.each([
  ['GPU cluster 2', 'gpu-cluster-2'],
  ['  Città: Sala pulita!  ', 'citta-sala-pulita'],
  ['x'.repeat(80), 'x'.repeat(63)],
  ['—', ''],
])('proposes a name for %j', (title, name) => {
  expect(slug(title)).toBe(name);
});

test('what it proposes is a name', () => {
  expect(isName(slug('Clean room (east)'))).toBe(true);
  expect(isName('no spaces')).toBe(false);
  expect(isName('-edge')).toBe(false);
  expect(isName('')).toBe(false);
});
