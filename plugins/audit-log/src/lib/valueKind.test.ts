import { humanized, valueKind } from './valueKind';

it.each([
  ['2027-03-16T08:00:00.000Z', 'start', 'instant'],
  ['2027-03-16', 'day', 'text'],
  ['user:default/researcher', 'owner', 'entity'],
  ['booking:4f5a', 'aggregate', 'text'],
  ['#1f6feb', 'colour', 'colour'],
  [true, 'archived', 'flag'],
  [30, 'setupMinutes', 'minutes'],
  [4, 'gpus', 'number'],
])('shows %s of %s as %s', (value, field, kind) => {
  expect(valueKind(value, field)).toBe(kind);
});

it.each([
  ['setupMinutes', 'Setup minutes'],
  ['status', 'Status'],
  ['feed_token', 'Feed token'],
])('says %s as people would: %s', (name, words) => {
  expect(humanized(name)).toBe(words);
});
