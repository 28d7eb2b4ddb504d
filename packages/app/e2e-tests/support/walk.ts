import { test as base } from '@playwright/test';
import { deleteEndpointsAt } from './endpoints';
import { Receiver } from './Receiver';
import { World } from './World';

/**
 * A test with a site of its own in `world`, and with a receiver of deliveries:
 * no endpoint that points there outlives the test.
 */
export const test = base.extend<{ world: World; receiver: Receiver }>({
  // Playwright asks for a destructured first argument.
  // eslint-disable-next-line no-empty-pattern
  world: async ({}, provide) => {
    const world = await World.create();
    await provide(world);
    await world.remove();
  },
  // eslint-disable-next-line no-empty-pattern
  receiver: async ({}, provide) => {
    const receiver = await Receiver.start();
    await provide(receiver);
    await deleteEndpointsAt(receiver.url);
    await receiver.stop();
  },
});

export { expect } from '@playwright/test';
