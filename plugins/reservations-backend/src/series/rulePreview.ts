import type { BookingPreview } from '@callboard/backstage-plugin-reservations-common';
import { toInstant } from '@callboard/backend-database';
import { type Assessment, fits } from '../bookings/assess';
import type { ConflictExplainer, Viewer } from '../bookings/ConflictExplainer';
import { previewView } from '../bookings/decidedViews';
import { claimingPlaces } from './changeRule';
import type { RuleEdit, RulePlace } from './planRule';
import { explained, MAX_EXPLAINED, occurrencePreview } from './seriesPreview';
import { seriesItem } from './seriesView';

/** What another rule would make of a series. */
export interface RuleAssessment {
  edit: RuleEdit;
  /** Of what is decided anew, in the order of the rule. */
  assessments: Assessment[];
}

/** What would become of each occurrence, and what would be cancelled. */
export async function rulePreview(
  { edit, assessments }: RuleAssessment,
  explainer: ConflictExplainer,
  viewer: Viewer,
): Promise<BookingPreview> {
  const conflicts = await explained(assessments, explainer, viewer);
  const asked = claimingPlaces(edit);
  const shown = edit.places.map(place => {
    const { kept, occurrence } = place;
    const index = asked.indexOf(place);
    const stays = kept && { start: kept.seen.startAt, end: kept.seen.endAt };
    return {
      ...(index < 0
        ? occurrencePreview({ ...occurrence, ...stays })
        : occurrencePreview(
            { ...occurrence, ...assessments[index].plan.time },
            assessments[index].verdicts,
            conflicts[index],
          )),
      becomes: becomes(place),
      occurrence: toInstant(occurrence.start),
    };
  });
  const leftOut = edit.leftOut.map(one => ({
    ...occurrencePreview(one),
    becomes: 'left_out' as const,
    occurrence: toInstant(one.start),
  }));
  const refused = assessments.find(one => !fits(one)) ?? assessments.at(0);
  return {
    ...(refused
      ? previewView(refused)
      : { verdicts: [], claims: [], notices: [] }),
    occurrences: [...shown, ...leftOut].sort((a, b) =>
      a.start < b.start ? -1 : 1,
    ),
    conflicts: conflicts.flat().slice(0, MAX_EXPLAINED),
    suggestions: [],
    cancelled: edit.gone.map(one => seriesItem(one)),
  };
}

function becomes({ kept }: RulePlace): 'kept' | 'moved' | 'booked' {
  if (!kept) {
    return 'booked';
  }
  const { seen, next } = kept;
  const isMoved =
    next.input.start !== toInstant(seen.startAt) ||
    next.input.end !== toInstant(seen.endAt);
  return isMoved ? 'moved' : 'kept';
}
