import type { Locator, Page } from '@playwright/test';

/**
 * Opens a list, finds an entry by typing where the list has a search, and takes
 * it. `within` is the page or a dialog; the list itself opens above both.
 */
export async function choose(
  page: Page,
  within: Page | Locator,
  field: string,
  entry: string,
): Promise<void> {
  // What is chosen is named first: `Choose one Type`.
  const named = new RegExp(`(^|\\s)${field.replace(/\W/g, '\\$&')}$`);
  await within.getByRole('button', { name: named }).click();
  const list = page.getByRole('listbox');
  await list.waitFor();
  const search = page.getByRole('dialog').last().getByRole('searchbox');
  const takesSeveral = await list.getAttribute('aria-multiselectable');
  const canSearch = await search.isVisible();
  if (canSearch) {
    await search.fill(entry);
  }
  await list.getByRole('option', { name: entry }).click();
  // A list of one choice closes itself. One of several is closed with Escape,
  // which would only empty the search if there were something in it.
  if (takesSeveral === 'true') {
    if (canSearch) await search.fill('');
    await page.keyboard.press('Escape');
  }
  await list.waitFor({ state: 'hidden' });
}
