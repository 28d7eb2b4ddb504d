import dns from 'node:dns';
import { RECEIVER_HOST } from './crashPoints';

/** Leads to a receiver when it is first asked for, and inside ever after. */
export const REBINDING_NAME = 'rebinding.chaos.test';
/** Leads to a receiver and to a loopback address at once. */
export const TWO_FACED_NAME = 'two-faced.chaos.test';

const INSIDE = '127.0.0.1';

/** Answers for names that no name server knows; all others are looked up. */
export function answerNamesOfTests(): void {
  const { lookup } = dns;
  let asked = 0;
  const addressesOf = (name: string): string[] | undefined => {
    switch (name) {
      case REBINDING_NAME:
        asked += 1;
        return [asked === 1 ? RECEIVER_HOST : INSIDE];
      case TWO_FACED_NAME:
        return [RECEIVER_HOST, INSIDE];
      default:
        return undefined;
    }
  };
  dns.lookup = ((name: string, ...more: unknown[]) => {
    const addresses = addressesOf(name);
    if (!addresses) {
      return (lookup as Function)(name, ...more);
    }
    const answer = addresses.map(address => ({ address, family: 4 }));
    (more.at(-1) as Function)(null, answer);
    return undefined;
  }) as typeof dns.lookup;
}
