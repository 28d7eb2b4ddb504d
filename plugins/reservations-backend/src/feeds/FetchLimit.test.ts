import { FetchLimit, TooManyFetchesError } from './FetchLimit';

function limitAt() {
  const clock = { now: 0 };
  const limit = FetchLimit.create({ now: () => clock.now });
  const count = (feed: string, times: number) => {
    let counted = 0;
    for (; counted < times; counted++) {
      try {
        limit.count(feed);
      } catch (error) {
        expect(error).toBeInstanceOf(TooManyFetchesError);
        return {
          counted,
          wait: (error as TooManyFetchesError).retryAfterSeconds,
        };
      }
    }
    return { counted, wait: 0 };
  };
  return { clock, count };
}

it('lets a feed be read twenty times at once, then once in three seconds', () => {
  const { clock, count } = limitAt();
  expect(count('a', 25)).toEqual({ counted: 20, wait: 3 });
  clock.now += 2_999;
  expect(count('a', 1)).toEqual({ counted: 0, wait: 1 });
  clock.now += 1;
  expect(count('a', 5)).toEqual({ counted: 1, wait: 3 });
  clock.now += 3_600_000;
  expect(count('a', 25).counted).toBe(20);
});

it('counts each feed for itself', () => {
  const { clock, count } = limitAt();
  expect(count('a', 21).counted).toBe(20);
  clock.now += 60_000;
  expect(count('b', 21).counted).toBe(20);
  expect(count('a', 21).counted).toBe(20);
  expect(count('c', 1).counted).toBe(1);
});
