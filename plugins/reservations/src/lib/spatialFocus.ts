/** Where the arrow keys go: the nearest box in their direction. */
export type Box = { left: number; top: number; width: number; height: number };

export type ArrowKey = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';

const DIRECTIONS: Record<ArrowKey, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export function isArrowKey(key: string): key is ArrowKey {
  return key in DIRECTIONS;
}

/** How much worse a step to the side is than one ahead. */
const ASIDE = 2;

/** The index of the box that the key leads to, `undefined` at the edge. */
export function nextBox(
  from: Box,
  boxes: readonly Box[],
  key: ArrowKey,
): number | undefined {
  const [dx, dy] = DIRECTIONS[key];
  const centre = (box: Box) => [
    box.left + box.width / 2,
    box.top + box.height / 2,
  ];
  const [x, y] = centre(from);
  let best: { index: number; cost: number } | undefined;
  boxes.forEach((box, index) => {
    const [otherX, otherY] = centre(box);
    const ahead = (otherX - x) * dx + (otherY - y) * dy;
    const aside = Math.abs((otherX - x) * dy) + Math.abs((otherY - y) * dx);
    const cost = ahead + aside * ASIDE;
    if (ahead > 1 && (!best || cost < best.cost)) {
      best = { index, cost };
    }
  });
  return best?.index;
}
