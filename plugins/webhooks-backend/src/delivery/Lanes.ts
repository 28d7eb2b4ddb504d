import { EndpointLane } from './EndpointLane';
import type { LiveEndpoint } from './types';

export interface SlotLimits {
  /** Deliveries to one endpoint that may be under way at once, in this process. */
  concurrencyPerEndpoint: number;
  /** The same for all endpoints together. */
  concurrency: number;
}

/** The lanes of all endpoints, and the slots that they share. */
export class Lanes {
  readonly #limits: SlotLimits;
  readonly #lanes = new Map<string, EndpointLane>();
  #sending = 0;

  static create(limits: SlotLimits): Lanes {
    return new Lanes(limits);
  }

  private constructor(limits: SlotLimits) {
    this.#limits = limits;
  }

  get all(): EndpointLane[] {
    return [...this.#lanes.values()];
  }

  /** How many deliveries this process has claimed and not sent. */
  get claimed(): number {
    return this.all.reduce(
      (sum, { sending, waiting }) => sum + sending + waiting.length,
      0,
    );
  }

  get(endpointId: string): EndpointLane | undefined {
    return this.#lanes.get(endpointId);
  }

  /** The lane of an endpoint, which is from now on as it is given. */
  of(endpoint: LiveEndpoint): EndpointLane {
    const lane = this.#lanes.get(endpoint.id) ?? new EndpointLane(endpoint);
    lane.endpoint = endpoint;
    this.#lanes.set(endpoint.id, lane);
    return lane;
  }

  remove({ endpoint }: EndpointLane): void {
    this.#lanes.delete(endpoint.id);
  }

  hasSlot({ sending }: EndpointLane): boolean {
    return (
      sending < this.#limits.concurrencyPerEndpoint &&
      this.#sending < this.#limits.concurrency
    );
  }

  /** Whether what is written now may be sent now: nobody waits for the slot. */
  hasSlotAtOnce(endpointId: string): boolean {
    const lane = this.#lanes.get(endpointId);
    return lane
      ? lane.waiting.length === 0 &&
          lane.sending + lane.logging < this.#limits.concurrencyPerEndpoint &&
          this.hasSlot(lane)
      : this.#sending < this.#limits.concurrency;
  }

  take(lane: EndpointLane): void {
    lane.sending += 1;
    this.#sending += 1;
  }

  free(lane: EndpointLane): void {
    lane.sending -= 1;
    this.#sending -= 1;
  }
}
