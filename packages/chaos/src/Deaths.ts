import { sleep } from '@callboard/workspace/processes.mjs';
import type { CrashPointName } from './backend/crashPoints';
import type { Backend } from './environment/Backend';
import type { Random } from './random';

const MOST_IN_VAIN = 3;

type Death = CrashPointName | 'at a random time' | 'while it starts';

interface Options {
  backend: Backend;
  random: Random;
  kills: number;
  points: readonly CrashPointName[];
  /** How many of each round are at a random time. */
  atRandom: number;
  /** At a point, at which of its first times at most. */
  mostOccurrence: number;
  /** A point that is not reached in this time is not waited for any longer. */
  patienceMs: number;
  /** The share of kills after which the backend is down for longer than a lease. */
  longOutages: number;
  /** What people do with it meanwhile. */
  act(signal: AbortSignal): Promise<void>;
  letLeasesRunOut(): Promise<void>;
}

/** How a backend dies, again and again: at chosen steps, at random times, while it starts. */
export class Deaths {
  readonly #options: Options;
  readonly #plans: Death[];
  readonly #died = new Map<Death, number>();

  static create(options: Options): Deaths {
    return new Deaths(options);
  }

  private constructor(options: Options) {
    this.#options = options;
    this.#plans = plan(options);
  }

  /** One after the other; hears of each what it died of, from 1. */
  async all(onDeath: (n: number, death: string) => void): Promise<void> {
    for (const [index, planned] of this.#plans.entries()) {
      const death = await this.#die(planned);
      this.#died.set(death, (this.#died.get(death) ?? 0) + 1);
      onDeath(index + 1, death);
    }
  }

  /** How often it died of what. */
  counts(): Record<string, number> {
    return Object.fromEntries(this.#died);
  }

  /** Steps that were waited for several times, and never came. */
  missed(): string[] {
    return this.#options.points.filter(
      point =>
        !this.#died.has(point) &&
        this.#plans.filter(planned => planned === point).length >= MOST_IN_VAIN,
    );
  }

  async #die(planned: Death): Promise<Death> {
    const { backend, letLeasesRunOut, longOutages, mostOccurrence, random } =
      this.#options;
    const point = this.#options.points.find(name => name === planned);
    backend.start(
      point && { point, occurrence: random.whole(1, mostOccurrence) },
    );
    let death = planned;
    if (planned === 'while it starts') {
      await sleep(random.whole(300, 2_500));
    } else if (await backend.ready()) {
      death = await this.#dieInUse(planned, point);
    }
    await backend.kill();
    if (random.chance(longOutages)) {
      await letLeasesRunOut();
    }
    return death;
  }

  async #dieInUse(planned: Death, point?: CrashPointName): Promise<Death> {
    const { act, backend, patienceMs, random } = this.#options;
    const stop = new AbortController();
    const acting = act(stop.signal);
    const patience = point ? patienceMs : random.whole(100, 2_000);
    const diedItself = await Promise.race([
      backend.ended().then(() => true),
      sleep(patience).then(() => false),
    ]);
    await backend.kill();
    stop.abort();
    await acting;
    return point && !diedItself ? 'at a random time' : planned;
  }
}

/** Each point in turn, in an order that the seed decides; some at random. */
function plan({ atRandom, kills, points, random }: Options): Death[] {
  const plans: Death[] = [];
  while (plans.length < kills) {
    plans.push(
      ...random.shuffle<Death>([
        ...points,
        ...Array.from({ length: atRandom }, () => 'at a random time' as const),
        'while it starts',
      ]),
    );
  }
  return plans.slice(0, kills);
}
