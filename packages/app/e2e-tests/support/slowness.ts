import type { Browser } from '@playwright/test';
import { quantile } from './mainThread';

/**
 * What the piece of work below takes in the browser of a machine on which a
 * board's frames were measured at 10 to 12 ms. Where it took 38 ms, the same
 * board's frames took 22.
 */
const REFERENCE_MS = 20;

/**
 * How many times slower than that machine this one is at the moment: 1 where it is
 * as fast, or faster. For a promise in milliseconds that has to hold wherever the
 * tests run, beside whatever else runs there.
 */
export async function slownessOf(browser: Browser): Promise<number> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const times = await page.evaluate(() => {
    const drawCells = () => {
      const began = performance.now();
      const host = document.createElement('div');
      for (let n = 0; n < 3_000; n += 1) {
        const cell = document.createElement('span');
        cell.textContent = `Machine ${n}`;
        cell.style.left = `${n % 37}px`;
        host.append(cell);
      }
      document.body.append(host);
      host.getBoundingClientRect();
      host.remove();
      return performance.now() - began;
    };
    return Array.from({ length: 20 }, drawCells);
  });
  await context.close();
  return Math.max(1, quantile(times, 0.5) / REFERENCE_MS);
}
