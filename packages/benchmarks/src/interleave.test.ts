import { interleave } from './interleave';

describe('interleave', () => {
  it('runs A B A B, and drops the first of each', async () => {
    const order: string[] = [];
    let count = 0;
    const contender = (name: string) => ({
      name,
      window: async () => {
        order.push(name);
        count += 1;
        return count;
      },
    });

    const results = await interleave([contender('A'), contender('B')], {
      windows: 3,
      settle: async () => {
        order.push('-');
      },
    });

    expect(order.join('')).toBe('-A-B-A-B-A-B-A-B');
    expect(results).toEqual([
      [3, 5, 7],
      [4, 6, 8],
    ]);
  });

  it('tells of each window that counts', async () => {
    const told: string[] = [];
    await interleave([{ name: 'A', window: async () => 'x' }], {
      windows: 2,
      onWindow: (name, result, round) => told.push(`${name}${round}${result}`),
    });
    expect(told).toEqual(['A1x', 'A2x']);
  });

  it('stops at the first window that fails', async () => {
    const window = jest.fn(async () => {
      throw new Error('The server has died');
    });
    await expect(
      interleave([{ name: 'A', window }], { windows: 5 }),
    ).rejects.toThrow('The server has died');
    expect(window).toHaveBeenCalledTimes(1);
  });
});
