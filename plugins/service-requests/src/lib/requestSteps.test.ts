import type { TimelineEntry } from '@callboard/backstage-plugin-service-requests-common';
import { requestSteps } from './requestSteps';

const entry = (
  type: string,
  minute: number,
  over: Partial<TimelineEntry> = {},
): TimelineEntry => ({
  id: type,
  type,
  at: `2027-03-16T08:${minute}:00.000Z`,
  actor: 'user:default/somebody',
  ...over,
});

const WAY = [
  entry('request.created', 10, { status: 'draft' }),
  entry('request.submitted', 11, { status: 'submitted' }),
  entry('request.approved', 12, { status: 'approved' }),
  entry('request.pull_request_opened', 13, { status: 'pr_open' }),
  entry('request.merged', 14, { status: 'merged' }),
  entry('request.ready', 15, { status: 'ready' }),
];

const states = (steps: ReturnType<typeof requestSteps>) =>
  steps.map(({ state }) => state).join(' ');

it('says when each step was done, and by whom', () => {
  const steps = requestSteps({ status: 'ready', revision: 1 }, WAY);
  expect(states(steps)).toBe('done done done done done done');
  expect(steps[1]).toEqual({
    name: 'reviewed',
    state: 'done',
    at: '2027-03-16T08:12:00.000Z',
    actor: 'user:default/somebody',
  });
});

it.each([
  ['submitted', 'done current todo todo todo todo'],
  ['changes_requested', 'done stopped todo todo todo todo'],
  ['pr_open', 'done done done current todo todo'],
  ['pr_conflict', 'done done stopped todo todo todo'],
  ['degraded', 'done done done done stopped todo'],
] as const)('stands where %s is', (status, expected) => {
  expect(states(requestSteps({ status, revision: 1 }, WAY))).toBe(expected);
});

it('ends where it was when it was taken back', () => {
  const timeline = [
    ...WAY.slice(0, 2),
    entry('request.withdrawn', 20, { status: 'withdrawn' }),
  ];
  expect(
    states(requestSteps({ status: 'withdrawn', revision: 1 }, timeline)),
  ).toBe('done stopped todo todo todo todo');
});

it('asks for the review of the latest revision', () => {
  const timeline = [
    ...WAY.slice(0, 3),
    entry('request.changed', 20, { status: 'submitted' }),
    entry('request.submitted', 21, { status: 'submitted' }),
  ];
  const [requested, reviewed] = requestSteps(
    { status: 'submitted', revision: 2 },
    timeline,
  );
  expect(requested.at).toBe('2027-03-16T08:21:00.000Z');
  expect(reviewed.state).toBe('current');
});
