import { Crowds } from './Crowds';

describe('Crowds', () => {
  const told: unknown[][] = [];
  const timers: (() => void)[] = [];

  beforeEach(() => {
    told.length = 0;
    timers.length = 0;
  });

  function create() {
    return Crowds.create<string>({
      now: () => new Date(0),
      setTimer: end => timers.push(end),
      report: {
        onFirst: ({ actor, what }) => told.push(['first', actor, what]),
        onRepeated: ({ actor, what }, times) =>
          told.push(['repeated', actor, what, times]),
        onOthers: (actor, times, examples) =>
          told.push(['others', actor, times, examples.length]),
      },
    });
  }

  const add = (crowds: Crowds<string>, actor: string, key: string, n = 1) => {
    for (let time = 0; time < n; time++) {
      crowds.add({ actor, key, what: key });
    }
  };
  const endWindow = () => timers.shift()!();

  it('tells of the first at once, and counts the rest until the window ends', () => {
    const crowds = create();
    add(crowds, 'a', 'x', 100);
    add(crowds, 'b', 'x');
    expect(told).toEqual([
      ['first', 'a', 'x'],
      ['first', 'b', 'x'],
    ]);
    endWindow();
    expect(told.slice(2)).toEqual([['repeated', 'a', 'x', 99]]);
  });

  it('only counts what goes on, and begins anew after a quiet window', () => {
    const crowds = create();
    add(crowds, 'a', 'x', 2);
    endWindow();
    add(crowds, 'a', 'x', 3);
    endWindow();
    expect(told.slice(1)).toEqual([
      ['repeated', 'a', 'x', 1],
      ['repeated', 'a', 'x', 3],
    ]);
    endWindow();
    expect(timers).toHaveLength(0);
    add(crowds, 'a', 'x');
    expect(told.at(-1)).toEqual(['first', 'a', 'x']);
  });

  it('counts together what an actor tries beyond twenty different things', () => {
    const crowds = create();
    for (let n = 0; n < 5_000; n++) {
      add(crowds, 'a', `x${n}`);
    }
    expect(told).toHaveLength(20);
    endWindow();
    expect(told.slice(20)).toEqual([['others', 'a', 4_980, 5]]);
  });

  it('has a place for so many actors, and one for all others', () => {
    const crowds = create();
    for (let n = 0; n < 10_000; n++) {
      add(crowds, `a${n}`, 'x');
    }
    expect(told).toHaveLength(2_000);
    endWindow();
    expect(told.slice(2_000)).toEqual([['others', undefined, 8_000, 5]]);
  });
});
