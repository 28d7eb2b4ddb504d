import type {
  QuotaUse,
  Verdict,
} from '@callboard/backstage-plugin-service-requests-common';
import { describeSubject } from './quotaAmounts';
import { serviceKey, type Taken } from './readTaken';
import type { QuotaAmount } from './types';

export interface QuotaAssessment {
  /** All that something counts against, in the order of the rules. */
  quotas: QuotaUse[];
  /** A denial for each quota that does not suffice; none where all do. */
  verdicts: Verdict[];
}

/** Sums of doubles are not exact. */
const TOLERANCE = 1e-6;

/** What a request asks for against what is left. Pure. */
export function assessQuotas(
  amounts: readonly QuotaAmount[],
  taken: Taken,
): QuotaAssessment {
  const bySubject = new Map<string, QuotaAmount[]>();
  for (const amount of amounts) {
    const { id } = amount.subject;
    bySubject.set(id, [...(bySubject.get(id) ?? []), amount]);
  }
  const quotas: QuotaUse[] = [];
  const verdicts: Verdict[] = [];
  for (const group of bySubject.values()) {
    const { use, adds, unknown } = assess(group, taken);
    quotas.push(use);
    if (unknown > 0) {
      verdicts.push(notKnown(use, unknown));
    } else if (adds > 0 && left(use) - adds < -TOLERANCE) {
      verdicts.push(notEnough(use, adds));
    }
  }
  return { quotas, verdicts };
}

function assess(group: readonly QuotaAmount[], taken: Taken) {
  const [{ rule, subject }] = group;
  let adds = 0;
  let gives = 0;
  let unknown = 0;
  for (const { serviceId, amount, removal } of group) {
    const has = taken.byService.get(serviceKey(subject.id, serviceId)) ?? 0;
    if (removal) {
      gives += has;
    } else if (amount === undefined) {
      unknown++;
    } else {
      adds += amount - has;
    }
  }
  const use: QuotaUse = {
    ...describeSubject(rule, subject),
    used: rounded(taken.used.get(subject.id) ?? 0),
    pending: rounded(taken.pending.get(subject.id) ?? 0),
    asked: rounded(adds - gives),
  };
  return { use, adds: rounded(adds), unknown };
}

function left({ limit, used, pending }: QuotaUse): number {
  return limit - used - pending;
}

function notEnough(use: QuotaUse, adds: number): Verdict {
  const { quota, title, limit, used, pending } = use;
  const free = Math.max(0, rounded(left(use)));
  return {
    policy: `quota:${quota}`,
    result: 'deny',
    message: `${title}: this asks for ${withUnit(adds, use)} more, and ${withUnit(free, use)} of ${withUnit(limit, use)} are left (${used} in use, ${pending} in open requests).`,
    passes: `At most ${withUnit(free, use)}, or more once something is given back.`,
  };
}

function notKnown({ quota, title }: QuotaUse, services: number): Verdict {
  return {
    policy: `quota:${quota}`,
    result: 'deny',
    message: `${title}: how much ${services === 1 ? 'one of the services takes' : `${services} of the services take`} is not known, so that it cannot be counted.`,
    passes:
      'Something of which it is known; or an administrator says what is counted where it is not.',
  };
}

function withUnit(amount: number, { unit }: QuotaUse): string {
  return unit === undefined ? String(amount) : `${amount} ${unit}`;
}

function rounded(amount: number): number {
  return Math.round(amount * 1e6) / 1e6;
}
