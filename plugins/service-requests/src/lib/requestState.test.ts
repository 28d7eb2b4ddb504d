import { aRequest, HASH, uuid } from '../__testUtils__/examples';
import { countingApprovals, regionsOf, urgency } from './requestState';

const approval = (over: object) => ({
  id: uuid(1),
  reviewer: 'user:default/reviewer',
  decision: 'approved' as const,
  revision: 2,
  manifestHash: HASH,
  at: '2027-03-16T08:00:00.000Z',
  ...over,
});

it('counts approvals of the revision as it is, and no others', () => {
  const request = aRequest({
    revision: 2,
    approvals: [
      approval({}),
      approval({ revision: 1 }),
      approval({ void: 'the manifests changed' }),
      approval({ decision: 'changes_requested' }),
    ],
  });
  expect(countingApprovals(request)).toHaveLength(1);
});

it.each([
  ['09:00', 'calm'],
  ['11:30', 'soon'],
  ['12:00', 'overdue'],
])('is at %s %s', (time, expected) => {
  const now = Date.parse(`2027-03-16T${time}:00.000Z`);
  expect(
    urgency(
      {
        submittedAt: '2027-03-16T08:00:00.000Z',
        dueAt: '2027-03-16T12:00:00.000Z',
      },
      now,
    ),
  ).toBe(expected);
});

it('is where the services are that it changes', () => {
  expect(regionsOf(aRequest({ regions: [] }))).toEqual(['eu-west-1']);
});
