/** `4 ms`, `0.21 s`, `3.4 s`, `12 s`. */
export function formatLatency(milliseconds: number, locale: string): string {
  if (milliseconds < 95) {
    return `${Math.round(milliseconds)} ms`;
  }
  const seconds = milliseconds / 1000;
  let digits = 0;
  if (seconds < 9.95) digits = 1;
  if (seconds < 0.995) digits = 2;
  const number = new Intl.NumberFormat(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(seconds);
  return `${number} s`;
}

/**
 * A share of 1 in per cent: rounded down, so that 100 % means every one and
 * nothing less.
 */
export function formatPercent(share: number, locale: string): string {
  const tenths = Math.floor(share * 1000 + 1e-9) / 10;
  const digits = tenths >= 90 && tenths < 100 ? 1 : 0;
  const number = new Intl.NumberFormat(locale, {
    maximumFractionDigits: digits,
  }).format(digits ? tenths : Math.floor(tenths));
  return `${number} %`;
}
