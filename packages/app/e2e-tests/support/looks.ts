import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page } from '@playwright/test';
import { expectNoSidewaysScroll, keepScreenshot, openAs } from './portal';

export interface Look {
  name: string;
  url: string;
  /** What is there once the page has what it shows. */
  shows: (page: Page) => Locator;
  /** Opens what is not in the address; once more for each picture. */
  open?: (page: Page) => Promise<void>;
}

type Theme = 'light' | 'dark';
export type Corner = `${number} ${Theme}`;

const WIDTHS = [1440, 390];
const THEMES: Theme[] = ['light', 'dark'];

/** Parts that are not ours, with faults of their own. */
const NOT_OURS = [
  // Backstage's tabs are links that claim to control a panel that is not there.
  'a[role=tab]',
  // Its name is not what is in it, as soon as it counts something.
  'a[href="/notifications"]',
  // Backstage's catalog table puts buttons into buttons.
  '.MuiTable-root',
];

/** Backstage's own sign of it, which has no name. */
const STILL_LOADING = '.MuiCircularProgress-root';

/**
 * Looks at a page wide and narrow, light and dark: a picture of each is kept,
 * nothing is wider than the window, axe finds nothing serious where it is to
 * check, and the browser reports no error.
 */
export async function lookAt(
  page: Page,
  options: { persona: string; look: Look; checked: Corner[] },
): Promise<void> {
  const { persona, look, checked } = options;
  const errors: string[] = [];
  page.on('pageerror', error => errors.push(String(error)));
  page.on('console', message => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await openAs(page, persona, look.url);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: width < 700 ? 844 : 900 });
    for (const theme of THEMES) {
      await showIn(page, theme);
      if (look.open) {
        // Another theme mounts the page anew, and what was open is closed.
        await page.reload();
        await look.open(page);
      }
      await expect(look.shows(page).first()).toBeVisible();
      await expect(page.locator(STILL_LOADING)).toHaveCount(0);
      const corner: Corner = `${width} ${theme}`;
      await keepScreenshot(
        page,
        `look-${persona}-${look.name}-${width}-${theme}`,
      );
      await expectNoSidewaysScroll(page, `${corner}: too wide`);
      if (checked.includes(corner)) {
        expect.soft(await seriousFaults(page), corner).toEqual([]);
      }
    }
  }
  expect(errors).toEqual([]);
}

/** The app may miss the browser's change of mind while it mounts; then it is loaded anew. */
async function showIn(page: Page, theme: Theme) {
  const shown = page.locator(`body[data-theme-mode=${theme}]`);
  await page.emulateMedia({ colorScheme: theme });
  const isMissed = await shown
    .waitFor({ timeout: 5_000 })
    .then(() => false)
    .catch(() => true);
  if (isMissed) await page.reload();
  await expect(shown).toBeVisible();
}

/**
 * What axe finds serious or worse, as one line each. No page has a frame, so that
 * nothing needs the second page in which axe would join what it found in several;
 * that and a list of all that is well are most of its time.
 */
async function seriousFaults(page: Page): Promise<string[]> {
  const axe = NOT_OURS.reduce(
    (builder, selector) => builder.exclude(selector),
    new AxeBuilder({ page })
      .setLegacyMode()
      .options({ resultTypes: ['violations'] }),
  );
  const { violations } = await axe.analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(node => {
        const [why] = [...node.any, ...node.all, ...node.none];
        return `${id}: ${node.html} (${node.target.join(' ')}): ${why.message}`;
      }),
    );
}
