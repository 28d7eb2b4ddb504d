import { expect, type Page, test } from '@playwright/test';
import { crowdTheBoard } from './support/boardCrowd';
import {
  type Frame,
  mainThreadPerFrame,
  quantile,
  TRACE_CATEGORIES,
} from './support/mainThread';
import { keepScreenshot, openAs } from './support/portal';
import { slownessOf } from './support/slowness';

/**
 * What R17 promises (B11): a thousand resources over fourteen days scroll
 * smoothly. In a trace of the browser, the main thread is busy for at most 16 ms
 * in 95 of 100 frames of a scroll, down and sideways, and the page never holds
 * more than a screenful of the board. It is measured on whatever runs the tests,
 * with other programs beside it: so by the thread's own clock, which stands while
 * others have the processor, the best of three tries counts, and a machine that is
 * slower than the one that the promise was measured on has as much more time.
 */
const RESOURCES = 1_000;
const TASK_P95_MS = 16;
const MOST_NODES = 2_500;
const TRIES = 3;

// What Playwright itself records would be in the figures.
test.use({ trace: 'off' });

test(`a board of ${RESOURCES} resources × 14 days scrolls smoothly`, async ({
  browser,
  baseURL,
}) => {
  test.setTimeout(180_000);
  const p95: number[] = [];
  const wall: number[] = [];
  const nodes: number[] = [];
  const slowness: number[] = [];
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    slowness.push(await slownessOf(browser));
    const context = await browser.newContext({ baseURL });
    const page = await context.newPage();
    await crowdTheBoard(page, RESOURCES);
    await openAs(page, 'researcher', '/reservations/board?days=14');
    const board = page.getByRole('treegrid');
    await expect(board).toHaveAttribute('aria-rowcount', `${RESOURCES + 2}`);
    await page.locator('[data-bar]').first().waitFor();
    if (attempt === 0) await keepScreenshot(page, 'board-crowd');
    await browser.startTracing(page, { categories: TRACE_CATEGORIES });
    const counts = await scrollAbout(page);
    const frames = mainThreadPerFrame(await browser.stopTracing());
    expect(frames.length).toBeGreaterThan(30);
    const p95Of = (key: keyof Frame) =>
      quantile(
        frames.map(frame => frame[key]),
        0.95,
      );
    p95.push(p95Of('worked'));
    wall.push(p95Of('took'));
    nodes.push(Math.max(...counts));
    // It has gone all that way, and draws what is there.
    await expect(page.getByText('Machine 999', { exact: true })).toBeVisible();
    await context.close();
  }
  const list = (values: number[]) =>
    values.map(value => value.toFixed(1)).join(', ');
  const figures = `main thread per frame p95 ${list(p95)} ms (on the wall ${list(wall)} ms) on a machine ${list(slowness)} times as slow, at most ${Math.max(...nodes)} nodes`;
  test.info().annotations.push({ type: 'figures', description: figures });
  expect(Math.max(...nodes), figures).toBeLessThan(MOST_NODES);
  const scaled = p95.map((ms, attempt) => ms / slowness[attempt]);
  expect(Math.min(...scaled), figures).toBeLessThanOrEqual(TASK_P95_MS);
});

/**
 * As a hand on a wheel: down at an even pace, sideways, down to the end in a
 * rush, and back to the left; the board's nodes counted on the way.
 */
async function scrollAbout(page: Page): Promise<number[]> {
  const box = (await page.getByRole('treegrid').boundingBox())!;
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await page.mouse.move(middle.x, middle.y);
  const cdp = await page.context().newCDPSession(page);
  const counts: number[] = [];
  const roll = async (right: number, down: number, speed: number) => {
    await cdp.send('Input.synthesizeScrollGesture', {
      ...middle,
      xDistance: -right,
      yDistance: -down,
      speed,
      gestureSourceType: 'mouse',
    });
    counts.push(await page.locator('[role=treegrid] *').count());
  };
  await roll(0, 6_000, 2_000);
  await roll(600, 0, 800);
  await roll(0, 40_000, 12_000);
  await roll(-600, 0, 800);
  return counts;
}
