import { writeFigure } from './units';

it.each([
  [15.432, 'percent', '15.4%'],
  [54.4, 'count', '54.4'],
  [34_011_535_722, 'bytes', '31.7 GiB'],
  [0, 'bytes', '0 B'],
  [18.1, 'milliseconds', '18.1 ms'],
  [1234.5, 'per-second', '1235/s'],
  [0.12345, 'seconds', '0.123 s'],
  [2, 'parsecs', '2 parsecs'],
])('writes %d %s as %s', (value, unit, text) => {
  expect(writeFigure(value, unit, String)).toBe(text);
});
