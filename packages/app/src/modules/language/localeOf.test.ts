import { localeOf } from './localeOf';

it.each([
  ['it', ['en-GB', 'en'], 'it'],
  ['it', ['de-CH', 'it-CH', 'it'], 'it-CH'],
  ['en', ['en-US', 'it-IT'], 'en-US'],
  // Not that of the United States, where the month comes first.
  ['en', ['it-IT', 'it'], 'en-GB'],
])('says %s in a browser of %p as %s', (language, browser, locale) => {
  expect(localeOf(language, browser)).toBe(locale);
});
