import type { HealthPoint } from '@callboard/backstage-plugin-webhooks-common';

export interface Bar {
  at: string;
  x: number;
  width: number;
  /** Heights from the bottom: what arrived, and above it what did not. */
  delivered: number;
  failed: number;
}

// A bar that stands for something is never too small to be seen.
const LEAST = 2;

/** One bar for each point, within `width` × `height`, one apart. */
export function bars(
  series: readonly HealthPoint[],
  { width, height }: { width: number; height: number },
): Bar[] {
  const most = Math.max(1, ...series.map(p => p.delivered + p.failed));
  const step = width / Math.max(1, series.length);
  const tall = (amount: number) =>
    amount === 0 ? 0 : Math.max(LEAST, (amount / most) * (height - LEAST));
  return series.map(({ at, delivered, failed }, index) => ({
    at,
    x: index * step,
    width: Math.max(1, step - 1),
    delivered: tall(delivered),
    failed: Math.min(tall(failed), height - tall(delivered)),
  }));
}

/** When, of all points, the most failed; undefined where nothing did. */
export function worstPoint(
  series: readonly HealthPoint[],
): HealthPoint | undefined {
  return series.reduce<HealthPoint | undefined>(
    (worst, point) => (point.failed > (worst?.failed ?? 0) ? point : worst),
    undefined,
  );
}
