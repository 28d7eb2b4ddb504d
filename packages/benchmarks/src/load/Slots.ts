import { slotAt, type Slot, type SlotSource } from '../slots';

/** Hands out slots, each once, to all that book on one server. */
export class Slots implements SlotSource {
  readonly resources: number;
  #next = 0;

  static create(resources: number): Slots {
    return new Slots(resources);
  }

  private constructor(resources: number) {
    this.resources = resources;
  }

  get first(): number {
    return this.#next;
  }

  take(): Slot {
    const slot = slotAt(this.#next, this.resources);
    this.#next += 1;
    return slot;
  }

  /** Marks slots as taken by others: the server books for itself, too. */
  skip(count: number): void {
    this.#next += count;
  }
}
