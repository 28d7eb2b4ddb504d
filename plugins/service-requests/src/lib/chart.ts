import type { Metrics } from '@callboard/backstage-plugin-service-requests-common';

export type Series = Metrics['series'][number];
type Point = Series['points'][number];

export interface Scale {
  /** Instants, ms. */
  from: number;
  to: number;
  bottom: number;
  top: number;
  /** Where lines go across, upwards. */
  ticks: number[];
}

/** A scale from zero (or the next round number below) to one that holds every value. */
export function scaleOf(points: readonly Point[], unit = ''): Scale {
  const times = points.map(({ at }) => Date.parse(at));
  const values = valuesOf(points);
  const highest = Math.max(0, ...values);
  const lowest = Math.min(0, ...values);
  const half = (highest - lowest) / 2 || 1;
  const step = unit === 'bytes' ? roundBytes(half) : roundStep(half);
  const bottom = Math.floor(lowest / step) * step;
  const ticks = [bottom];
  while (ticks[ticks.length - 1] < highest || ticks.length < 2) {
    ticks.push(tidy(bottom + ticks.length * step));
  }
  return {
    from: Math.min(...times),
    to: Math.max(...times),
    bottom,
    top: ticks[ticks.length - 1],
    ticks,
  };
}

/** The next of 1, 2, 2.5, 5 × a power of ten. */
function roundStep(size: number): number {
  const power = 10 ** Math.floor(Math.log10(size));
  const factor = [1, 2, 2.5, 5, 10].find(each => each * power >= size * 0.999);
  return (factor ?? 10) * power;
}

/** The same in the unit in which it will be written. */
function roundBytes(size: number): number {
  const unit = 1024 ** Math.floor(Math.log2(Math.max(1, size)) / 10);
  return roundStep(size / unit) * unit;
}

function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

/** Lines through the points as an SVG path; where a value is missing, it breaks off. */
export function pathOf(
  points: readonly Point[],
  scale: Scale,
  size: { width: number; height: number },
): string {
  let pen = 'M';
  const parts: string[] = [];
  for (const { at, value } of points) {
    if (value === undefined) {
      pen = 'M';
      continue;
    }
    const x = part(Date.parse(at), scale.from, scale.to) * size.width;
    const y = (1 - part(value, scale.bottom, scale.top)) * size.height;
    parts.push(`${pen}${round(x)} ${round(y)}`);
    pen = 'L';
  }
  return parts.join('');
}

function part(value: number, from: number, to: number): number {
  return to > from ? (value - from) / (to - from) : 0.5;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

export function valuesOf(points: readonly Point[]): number[] {
  return points.flatMap(({ value }) => (value === undefined ? [] : [value]));
}

/** At most so many of the points, evenly, with the last. */
export function thinned(points: readonly Point[], most: number): Point[] {
  const step = Math.max(1, Math.ceil(points.length / most));
  const last = points.length - 1;
  return points.filter((_, index) => (last - index) % step === 0);
}
