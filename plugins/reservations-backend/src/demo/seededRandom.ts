/** A source of choices that always makes the same ones. */
export interface Random {
  /** At least 0, less than 1. */
  next(): number;
  /** A whole number; both ends included. */
  between(first: number, last: number): number;
  pick<T>(from: readonly T[]): T;
}

/** A multiplicative congruential generator (Lehmer's, modulus 2³¹ − 1). */
export function seededRandom(seed: number): Random {
  let state = (seed % 2_147_483_646) + 1;
  const next = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const between = (first: number, last: number) =>
    first + Math.floor(next() * (last - first + 1));
  return { next, between, pick: from => from[between(0, from.length - 1)] };
}
