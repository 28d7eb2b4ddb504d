import { setImmediate as turn } from 'node:timers/promises';
import { SingleFlight } from './SingleFlight';

describe('SingleFlight', () => {
  it('answers once who asks within a moment, however fast the answer', async () => {
    const flight = SingleFlight.create<number>();
    const answer = jest.fn(async () => 42);

    const first = flight.do('question', answer);
    await turn();
    const second = flight.do('question', answer);

    expect(await Promise.all([first, second])).toEqual([42, 42]);
    expect(answer).toHaveBeenCalledTimes(1);
  });

  it('asks anew for another question, and once the answer was given', async () => {
    const flight = SingleFlight.create<string>();
    const answer = jest.fn(async () => 'yes');

    await Promise.all([flight.do('a', answer), flight.do('b', answer)]);
    await flight.do('a', answer);

    expect(answer).toHaveBeenCalledTimes(3);
  });

  it('tells all who asked of a failure, and forgets it', async () => {
    const flight = SingleFlight.create<string>();
    const failing = async () => {
      throw new Error('The database is gone');
    };

    const asked = [flight.do('a', failing), flight.do('a', failing)];

    await expect(asked[0]).rejects.toThrow('gone');
    await expect(asked[1]).rejects.toThrow('gone');
    expect(await flight.do('a', async () => 'back')).toBe('back');
  });
});
