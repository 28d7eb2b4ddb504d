/**
 * In which locale fields are read out and dates are typed: that of the browser
 * where it is one of the chosen language (`it-CH` for `it`), else a common one.
 */
export function localeOf(language: string, browser: readonly string[]): string {
  const own = browser.find(locale => locale.split('-')[0] === language);
  return own ?? (language === 'en' ? 'en-GB' : language);
}
