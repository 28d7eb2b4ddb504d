import { gzipSync } from 'node:zlib';
import { shareOf, weigh } from './scripts';

/** Two modules side by side on one line: ten characters of ours, ten of others. */
const MAP = JSON.stringify({
  version: 3,
  sources: [
    'webpack://app/../../plugins/reservations/src/routes.ts',
    'webpack://app/../../node_modules/react/index.js',
  ],
  names: [],
  // [0, source 0, 0, 0], then [10, source 1, 0, 0]
  mappings: 'AAAA,UCAA',
});

const script = (name: string, text = 'x'.repeat(20)) => ({
  url: `http://portal/static/${name}`,
  text,
});

it('finds the share of our modules in a script', () => {
  expect(shareOf('a'.repeat(20), MAP)).toBe(0.5);
});

it('counts whole what only the page loads, and our share of the rest', () => {
  const main = script('main.js');
  const calendar = script('calendar.js', 'grid '.repeat(100));

  const weight = weigh([main, calendar], [main], url =>
    url === main.url ? MAP : undefined,
  );

  expect(weight.scripts).toEqual([
    { url: calendar.url, bytes: gzipSync(calendar.text).byteLength },
  ]);
  expect(weight.shared).toBe(gzipSync(main.text).byteLength / 2);
  expect(weight.total).toBe(weight.own + weight.shared);
});

it('counts nothing where both pages load the same and none of it is ours', () => {
  const vendor = script('vendor.js');
  expect(weigh([vendor], [vendor], () => undefined).total).toBe(0);
});
