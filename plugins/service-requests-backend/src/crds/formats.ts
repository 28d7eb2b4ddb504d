import { isIP } from 'node:net';

const RANGES: Record<string, [number, number]> = {
  int32: [-(2 ** 31), 2 ** 31 - 1],
  int64: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
};

const TEXTS: Record<string, (text: string) => boolean> = {
  'date-time': text =>
    /^\d{4}-\d\d-\d\dT/.test(text) && !isNaN(Date.parse(text)),
  date: text => /^\d{4}-\d\d-\d\d$/.test(text) && !isNaN(Date.parse(text)),
  ipv4: text => isIP(text) === 4,
  ipv6: text => isIP(text) === 6,
  uri: text => URL.canParse(text),
  uuid: text => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text),
  byte: text => /^[A-Za-z0-9+/]*={0,2}$/.test(text) && text.length % 4 === 0,
};

/** A format that Kubernetes knows and the value does not have; what it does not know it ignores, too. */
export function checkFormat(
  format: string | undefined,
  value: string | number,
): string | undefined {
  if (format === undefined) {
    return undefined;
  }
  if (typeof value === 'number') {
    const range = RANGES[format];
    return range && (value < range[0] || value > range[1])
      ? `must be from ${range[0]} to ${range[1]}`
      : undefined;
  }
  const fits = Object.hasOwn(TEXTS, format) ? TEXTS[format] : undefined;
  return fits && !fits(value) ? `must be a ${format}` : undefined;
}
