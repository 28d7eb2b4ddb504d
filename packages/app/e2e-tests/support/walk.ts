import { test as base } from '@playwright/test';
import { World } from './World';

/** A test with a site of its own in `world`. */
export const test = base.extend<{ world: World }>({
  // Playwright asks for a destructured first argument.
  // eslint-disable-next-line no-empty-pattern
  world: async ({}, provide) => {
    const world = await World.create();
    await provide(world);
    await world.remove();
  },
});

export { expect } from '@playwright/test';
