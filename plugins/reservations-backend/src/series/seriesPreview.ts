import type {
  BookingPreview,
  Conflict,
  Occurrence as OccurrencePreview,
  Verdict,
} from '@callboard/backstage-plugin-reservations-common';
import { toInstant } from '@callboard/backend-database';
import { type Assessment, fits } from '../bookings/assess';
import type { ConflictExplainer, Viewer } from '../bookings/ConflictExplainer';
import { previewView } from '../bookings/decidedViews';
import type { Inventory } from '../domain/Inventory';
import type { Occurrence, OddTime } from '../domain/recurrence';
import type { SeriesAssessment } from './SeriesService';

/** Of so many occurrences it is said who has the time. */
export const MAX_EXPLAINED = 40;

const NOTES: Record<OddTime, string> = {
  skipped: 'The clock skips this time on that day; it starts that much later.',
  repeated:
    'The clock shows this time twice on that day; it starts at the first.',
};

/**
 * What would become of each occurrence. Verdicts and claims of the whole are
 * those of the first that does not fit, or of the first.
 */
export async function seriesPreview(
  { occurrences, assessments }: SeriesAssessment,
  explainer: ConflictExplainer,
  viewerFor: (inventory: Inventory) => Viewer,
): Promise<BookingPreview> {
  const viewer = viewerFor(assessments[0].plan.inventory);
  const refused = assessments.find(one => !fits(one));
  const conflicts = await explained(assessments, explainer, viewer);
  const shown = assessments.map(({ plan, verdicts }, index) =>
    occurrencePreview(
      { ...occurrences[index], ...plan.time },
      verdicts,
      conflicts[index],
    ),
  );
  return {
    ...previewView(refused ?? assessments[0]),
    occurrences: shown,
    conflicts: conflicts.flat().slice(0, MAX_EXPLAINED),
    suggestions: [],
  };
}

export function occurrencePreview(
  { start, end, odd }: Pick<Occurrence, 'start' | 'end' | 'odd'>,
  verdicts: Verdict[] = [],
  conflicts: Conflict[] = [],
): OccurrencePreview {
  const asked = verdicts.filter(({ result }) => result !== 'allow');
  return {
    start: toInstant(start),
    end: toInstant(end),
    ...(odd && { oddTime: odd, note: NOTES[odd] }),
    ...(asked.length > 0 && { verdicts: asked }),
    ...(conflicts.length > 0 && { conflicts }),
  };
}

export async function explained(
  assessments: Assessment[],
  explainer: ConflictExplainer,
  viewer: Viewer,
): Promise<Conflict[][]> {
  let count = 0;
  const found: Conflict[][] = [];
  for (const assessment of assessments) {
    if (assessment.conflicts.length === 0) {
      found.push([]);
      continue;
    }
    count += 1;
    found.push(
      count <= MAX_EXPLAINED
        ? await explainer.conflicts(assessment, viewer)
        : bare(assessment),
    );
  }
  return found;
}

function bare({ plan, conflicts }: Assessment): Conflict[] {
  return conflicts.map(claim => ({
    resourceRef:
      plan.inventory.resource(claim.resourceId)?.entityRef ?? claim.resourceId,
    kind: 'booking',
    start: toInstant(claim.from),
    end: toInstant(claim.until),
  }));
}
