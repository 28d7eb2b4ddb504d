import { nextBox } from './spatialFocus';

const box = (left: number, top: number) => ({
  left,
  top,
  width: 100,
  height: 40,
});

describe('arrow keys', () => {
  const here = box(200, 200);
  const above = box(200, 100);
  const below = box(200, 320);
  const nextDay = box(300, 210);
  const nextDayFar = box(300, 600);
  const boxes = [nextDayFar, below, above, nextDay];

  it.each([
    ['ArrowUp', above],
    ['ArrowDown', below],
    ['ArrowRight', nextDay],
  ] as const)('%s goes to the nearest in that direction', (key, expected) => {
    expect(boxes[nextBox(here, boxes, key)!]).toBe(expected);
  });

  it('stays where there is nothing', () => {
    expect(nextBox(here, boxes, 'ArrowLeft')).toBeUndefined();
  });
});
