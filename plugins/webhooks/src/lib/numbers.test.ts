import { formatLatency, formatPercent } from './numbers';

it.each([
  [3.6, '4 ms'],
  [94, '94 ms'],
  [214, '0.21 s'],
  [3_420, '3.4 s'],
  [9_990, '10 s'],
  [15_000, '15 s'],
])('%d ms is %s', (milliseconds, text) => {
  expect(formatLatency(milliseconds, 'en')).toBe(text);
});

it.each([
  [1, '100 %'],
  [0.99999, '99.9 %'],
  [0.992, '99.2 %'],
  [0.5049, '50 %'],
  [0, '0 %'],
])('%d of 1 is %s', (share, text) => {
  expect(formatPercent(share, 'en')).toBe(text);
});

it('writes numbers as the language does', () => {
  expect(formatLatency(3_420, 'it')).toBe('3,4 s');
  expect(formatPercent(0.992, 'it')).toBe('99,2 %');
});
