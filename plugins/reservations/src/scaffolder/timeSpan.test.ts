import { isSpan } from './timeSpan';

test.each([
  [{ start: '2027-03-16T09:00:00Z', end: '2027-03-16T10:00:00Z' }, true],
  [{ start: '2027-03-16T10:00:00Z', end: '2027-03-16T10:00:00Z' }, false],
  [{ start: 'soon', end: '2027-03-16T10:00:00Z' }, false],
  [{ start: '2027-03-16T10:00:00Z' }, false],
  [undefined, false],
])('isSpan(%j) is %s', (span, expected) => {
  expect(isSpan(span)).toBe(expected);
});
