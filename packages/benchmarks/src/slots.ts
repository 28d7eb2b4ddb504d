/**
 * Slots that nobody else takes. Neighbours are on different resources, so that
 * bookers at work at the same time do not wait for each other's locks.
 */
export interface SlotSource {
  resources: number;
  /** Slots before this one are used up. */
  first: number;
}

export interface Slot {
  resource: number;
  /** Epoch milliseconds. */
  start: number;
  end: number;
}

const SLOT_MS = 10 * 60_000;
const DAY_MS = 24 * 60 * 60_000;

/** Far enough ahead that the lifecycle engine has nothing to do. */
const FIRST_START = Math.ceil(Date.now() / DAY_MS) * DAY_MS + 2 * DAY_MS;

/** Slot number `n`; slots of one resource touch each other. */
export function slotAt(n: number, resources: number): Slot {
  const start = FIRST_START + Math.floor(n / resources) * SLOT_MS;
  return { resource: n % resources, start, end: start + SLOT_MS };
}

export function resourceName(index: number): string {
  return `bench-${String(index).padStart(4, '0')}`;
}

export function resourceRef(index: number): string {
  return `resource:default/${resourceName(index)}`;
}
