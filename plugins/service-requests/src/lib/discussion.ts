import type {
  Comment,
  TimelineEntry,
} from '@callboard/backstage-plugin-service-requests-common';

/** What was said, or what happened. */
export type Remarked =
  | { kind: 'comment'; at: string; comment: Comment }
  | { kind: 'step'; at: string; entry: TimelineEntry };

/** What was said stands as a comment already. */
const SAID = 'request.commented';

/** What was said and what happened, in one order. */
export function discussion(
  comments: readonly Comment[],
  timeline: readonly TimelineEntry[],
): Remarked[] {
  return [
    ...comments.map(comment => ({
      kind: 'comment' as const,
      at: comment.at,
      comment,
    })),
    ...timeline
      .filter(({ type }) => type !== SAID)
      .map(entry => ({ kind: 'step' as const, at: entry.at, entry })),
  ].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}
