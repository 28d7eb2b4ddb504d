import { mockServices } from '@backstage/backend-test-utils';
import { DueLoop } from './DueLoop';

describe('a loop over what is due', () => {
  const logger = mockServices.logger.mock();
  const work = jest.fn();
  const nextDue = jest.fn();
  let loop: DueLoop;

  beforeEach(() => {
    jest.useFakeTimers();
    work.mockReset().mockResolvedValue(undefined);
    nextDue.mockReset().mockResolvedValue(undefined);
    loop = DueLoop.create({ work, nextDue, logger, failure: 'It failed' });
  });
  afterEach(async () => {
    await loop.stop();
    jest.useRealTimers();
  });

  it.each<[string, { at: number; now: number } | undefined, number]>([
    ['after a second, where nothing is to come', undefined, 1_000],
    ['when the next is due', { at: 10_300, now: 10_000 }, 300],
    [
      'after a second, where the next is far off',
      { at: 60_000, now: 0 },
      1_000,
    ],
    ['soon, where the next is overdue', { at: 0, now: 10_000 }, 5],
  ])('works at once, and again %s', async (_, next, delay) => {
    nextDue.mockResolvedValue(next);
    loop.start();
    await jest.advanceTimersByTimeAsync(0);
    expect(work).toHaveBeenCalledTimes(1);
    await jest.advanceTimersByTimeAsync(delay - 1);
    expect(work).toHaveBeenCalledTimes(1);
    await jest.advanceTimersByTimeAsync(1);
    expect(work).toHaveBeenCalledTimes(2);
  });

  it('says that it failed, and tries again a second later', async () => {
    work.mockRejectedValueOnce(new Error('no database'));
    loop.start();
    await jest.advanceTimersByTimeAsync(999);
    expect(work).toHaveBeenCalledTimes(1);
    expect(logger.error).toHaveBeenCalledWith('It failed', {
      error: 'Error: no database',
    });
    await jest.advanceTimersByTimeAsync(1);
    expect(work).toHaveBeenCalledTimes(2);
  });

  it('hurries while it sleeps, and only then', async () => {
    loop.hurry();
    await jest.advanceTimersByTimeAsync(0);
    expect(work).not.toHaveBeenCalled();
    loop.start();
    await jest.advanceTimersByTimeAsync(100);
    loop.hurry();
    await jest.advanceTimersByTimeAsync(0);
    expect(work).toHaveBeenCalledTimes(2);
  });

  it('stops when the work under way has ended, and works no more', async () => {
    let end = () => {};
    work.mockReturnValue(
      new Promise<void>(resolve => {
        end = resolve;
      }),
    );
    loop.start();
    await jest.advanceTimersByTimeAsync(0);
    let stopped = false;
    const stopping = loop.stop().then(() => {
      stopped = true;
    });
    await jest.advanceTimersByTimeAsync(0);
    expect([stopped, loop.isStopping]).toEqual([false, true]);
    end();
    await stopping;
    await jest.advanceTimersByTimeAsync(5_000);
    expect(work).toHaveBeenCalledTimes(1);
    expect(loop.isStopping).toBe(false);
  });
});
