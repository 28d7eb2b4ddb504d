import { mockServices } from '@backstage/backend-test-utils';
import { Follower } from './Follower';

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) {
    await new Promise(resolve => setTimeout(resolve, 5));
  }
}

function setup(readChanged: (keys: string[]) => Promise<boolean>) {
  const stop = new AbortController();
  const done: string[] = [];
  const world = { failures: 0 };
  const logger = mockServices.logger.mock();
  const follower = Follower.create<undefined>({
    logger,
    signal: stop.signal,
    target: 'the copy',
    readAll: async () => {
      if (world.failures > 0) {
        world.failures -= 1;
        throw new Error('connection refused');
      }
      done.push('all');
    },
    readChanged: async changed => {
      const keys = [...changed.keys()];
      const isEnough = await readChanged(keys);
      done.push(keys.join());
      return isEnough;
    },
  });
  return { done, follower, logger, stop, world };
}

describe('Follower', () => {
  it('begins once the other plugin answers', async () => {
    const { done, follower, logger, world } = setup(async () => true);
    world.failures = 1;
    follower.begin();
    await until(() => done.length === 1);
    expect(done).toEqual(['all']);
    expect(logger.debug).toHaveBeenCalledWith(
      expect.stringContaining('Nothing is in the copy yet'),
    );
  });

  it('reads changes that come together once, and everything where that is not enough', async () => {
    const { done, follower } = setup(async keys => !keys.includes('lost'));
    follower.note('a', undefined);
    follower.note('b', undefined);
    follower.note('a', undefined);
    await until(() => done.length === 1);
    follower.note('lost', undefined);
    await until(() => done.length === 3);
    expect(done).toEqual(['a,b', 'lost', 'all']);
  });

  it('reads everything where very much has changed', async () => {
    const { done, follower } = setup(async () => true);
    for (let key = 0; key <= 100; key++) {
      follower.note(`${key}`, undefined);
    }
    await until(() => done.length === 1);
    expect(done).toEqual(['all']);
  });

  it('keeps what could not be read, together with what came since', async () => {
    let isDown = true;
    const { done, follower } = setup(async () => {
      if (isDown) {
        isDown = false;
        throw new Error('connection refused');
      }
      return true;
    });
    follower.note('a', undefined);
    await until(() => !isDown);
    follower.note('b', undefined);
    await until(() => done.join().includes('b'));
    expect(done.join().split(',').sort()).toEqual(['a', 'b']);
  });

  it('gives up when the backend stops', async () => {
    const { done, follower, logger, stop, world } = setup(async () => true);
    world.failures = Infinity;
    follower.begin();
    await until(() => logger.debug.mock.calls.length > 0);
    stop.abort();
    world.failures = 0;
    await follower.refresh();
    expect(done).toEqual(['all']);
  });
});
