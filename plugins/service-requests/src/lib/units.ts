const SIZES = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

const UNITS: Record<string, { text: string; close?: boolean }> = {
  percent: { text: '%', close: true },
  '%': { text: '%', close: true },
  milliseconds: { text: 'ms' },
  seconds: { text: 's' },
  'per-second': { text: '/s', close: true },
  count: { text: '' },
};

/** A figure with its unit as people write it, three digits long: `12%`, `31.7 GiB`. */
export function writeFigure(
  value: number,
  unit: string,
  write: (rounded: number) => string,
): string {
  if (unit === 'bytes') {
    const step = Math.min(
      SIZES.length - 1,
      Math.floor(Math.log2(Math.max(1, Math.abs(value))) / 10),
    );
    return `${write(rounded(value / 1024 ** step))} ${SIZES[step]}`;
  }
  const { text, close } = UNITS[unit] ?? { text: unit };
  return `${write(rounded(value))}${close || !text ? '' : ' '}${text}`;
}

function rounded(value: number): number {
  return Math.abs(value) >= 100
    ? Math.round(value)
    : Number(value.toPrecision(3));
}
