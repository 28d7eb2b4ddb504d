import { readNow } from '@callboard/backend-database';
import type { ImportedHolding } from '@callboard/backstage-plugin-reservations-common';
import type { HoldingRecord } from './CertificationRecord';
import {
  type CertificationsService,
  isHeld,
  type Place,
  type Term,
} from './CertificationsService';
import type { HoldingStore } from './HoldingStore';
import type { HoldingLine } from './readHoldingLines';

/**
 * Grants a certification to those of a list who do not hold it, and renews it
 * for those whose line says another end or evidence. What is wrong with one
 * line holds up no other. A dry run says the same, and changes nothing.
 */
export async function importHoldings(
  at: Place,
  options: {
    service: CertificationsService;
    holdings: HoldingStore;
    certificationId: string;
    lines: readonly HoldingLine[];
    /** Refs that are in the catalog. */
    people: ReadonlySet<string>;
    dryRun: boolean;
    actor: string;
  },
): Promise<ImportedHolding[]> {
  const { service, holdings, certificationId, lines, dryRun, actor } = options;
  const now = await readNow(at.tx);
  const asked = lines.flatMap(({ asks }) =>
    'person' in asks ? [asks.person] : [],
  );
  const held = new Map(
    (await holdings.of(at.tx, [...new Set(asked)], [certificationId]))
      .filter(one => isHeld(one, now))
      .map(one => [one.person, one]),
  );
  const seen = new Set<string>();
  const results: ImportedHolding[] = [];
  for (const { line, person, asks } of lines) {
    const failed = (message: string) =>
      results.push({ line, person, outcome: 'failed', message });
    if ('problem' in asks) {
      failed(asks.problem);
    } else if (seen.has(asks.person)) {
      failed('this person is on a line above');
    } else if (!options.people.has(asks.person)) {
      failed('is not in the catalog');
    } else {
      seen.add(asks.person);
      const before = held.get(asks.person);
      const problem = problemOf(asks.term, before, now);
      if (problem) {
        failed(problem);
        continue;
      }
      const outcome = outcomeOf(asks.term, before);
      if (!dryRun && outcome === 'granted') {
        await service.grantIn(
          at,
          certificationId,
          asks.person,
          asks.term,
          actor,
        );
      } else if (!dryRun && outcome === 'renewed') {
        await service.renewIn(
          at,
          before!.id,
          { ...asks.term, until: asks.term.until ?? before!.until ?? null },
          actor,
        );
      }
      results.push({ line, person, outcome });
    }
  }
  return results;
}

function problemOf(
  { from, until }: Term,
  before: HoldingRecord | undefined,
  now: number,
): string | undefined {
  const start = before?.from ?? from ?? now;
  return typeof until === 'number' && until <= start
    ? 'validUntil must be after validFrom'
    : undefined;
}

function outcomeOf(
  { until, evidence }: Term,
  before: HoldingRecord | undefined,
): 'granted' | 'renewed' | 'unchanged' {
  if (!before) {
    return 'granted';
  }
  const sameEnd = until === undefined || until === before.until;
  const sameEvidence = evidence === undefined || evidence === before.evidence;
  return sameEnd && sameEvidence ? 'unchanged' : 'renewed';
}
