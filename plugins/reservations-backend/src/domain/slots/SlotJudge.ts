import type { Verdict } from '@callboard/backstage-plugin-reservations-common';
import type { Inventory, ResourceFacts } from '../Inventory';
import type { Interval } from '../intervals';
import { evaluatePolicies, isDenied, type PartyAccess } from '../policies';

/** Who asks, and what for. */
export interface Asker {
  now: number;
  parties: PartyAccess[];
  /** Of each resource. */
  units: number;
}

const MAX_QUESTIONS = 4_000;
/** Whoever is refused so often will not do. */
const MAX_DENIALS_EACH = 12;

/** Asks policies, and remembers who is refused and why. */
export class SlotJudge {
  readonly #asker: Asker;
  readonly #inventory: Inventory;
  readonly #refusals = new Map<string, { times: number; first: Verdict }>();
  #asked = 0;

  static create(asker: Asker, inventory: Inventory): SlotJudge {
    return new SlotJudge(asker, inventory);
  }

  private constructor(asker: Asker, inventory: Inventory) {
    this.#asker = asker;
    this.#inventory = inventory;
  }

  get exhausted(): boolean {
    return this.#asked >= MAX_QUESTIONS;
  }

  denials(): Verdict[] {
    return [...this.#refusals.values()].map(({ first }) => first);
  }

  ask(resources: ResourceFacts[], time: Interval): Verdict['result'] {
    const key = resources.map(({ id }) => id).join();
    const refused = this.#refusals.get(key);
    if (refused && refused.times >= MAX_DENIALS_EACH) {
      return 'deny';
    }
    this.#asked += 1;
    const { now, parties, units } = this.#asker;
    const verdicts = evaluatePolicies({
      resources,
      inventory: this.#inventory,
      time,
      now,
      startChanged: true,
      parties,
      units: new Map(resources.map(({ id }) => [id, units])),
    });
    if (isDenied(verdicts)) {
      this.#refusals.set(key, {
        times: (refused?.times ?? 0) + 1,
        first:
          refused?.first ?? verdicts.find(({ result }) => result === 'deny')!,
      });
      return 'deny';
    }
    return verdicts.some(({ result }) => result === 'approve')
      ? 'approve'
      : 'allow';
  }
}
