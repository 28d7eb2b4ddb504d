/*
 * A spreadsheet takes a cell for a formula that begins with one of these, and a
 * formula can send away what is in the sheet. OWASP: "CSV Injection".
 */
const FORMULA = /^[=+\-@\t\r]/;
const SPECIAL = /[",\r\n]/;

/** One line of CSV (RFC 4180), with what ends it. */
export function csvLine(cells: readonly (string | number | undefined)[]) {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(value: string | number | undefined): string {
  if (value === undefined) {
    return '';
  }
  const text = String(value);
  const safe =
    typeof value === 'string' && FORMULA.test(text) ? `'${text}` : text;
  return SPECIAL.test(safe) || safe !== text
    ? `"${safe.replaceAll('"', '""')}"`
    : safe;
}
