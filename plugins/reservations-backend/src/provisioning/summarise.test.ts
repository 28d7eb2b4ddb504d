import type { StepRecord } from './ProvisioningRecord';
import { summarise } from './summarise';

function step(more: Partial<StepRecord>): StepRecord {
  return {
    bookingId: 'b',
    endpointId: 'e',
    endpointTitle: 'Switch port',
    status: 'ready',
    at: 1_000,
    ...more,
  };
}

it('says nothing where nobody has reported', () => {
  expect(summarise([])).toBeUndefined();
});

it.each([
  [['ready', 'ready'], 'ready'],
  [['ready', 'provisioning'], 'provisioning'],
  [['provisioning', 'failed', 'ready'], 'failed'],
] as const)('%j is %s', (statuses, expected) => {
  expect(summarise(statuses.map(status => step({ status })))).toMatchObject({
    status: expected,
  });
});

it('takes the latest message of a step that makes the status', () => {
  const summary = summarise([
    step({ status: 'ready', message: 'Up', at: 5_000 }),
    step({ status: 'failed', message: 'No image', at: 3_000 }),
    step({ status: 'failed', message: 'No power', at: 2_000 }),
    step({ status: 'failed', at: 4_000 }),
  ]);
  expect(summary).toMatchObject({
    message: 'No image',
    updatedAt: '1970-01-01T00:00:05.000Z',
  });
  expect(summary!.steps.map(({ message }) => message)).toEqual([
    'No power',
    'No image',
    undefined,
    'Up',
  ]);
});

it('tells how to get in only where it is asked to', () => {
  const steps = [step({ access: { host: 'node-1' } })];
  expect(JSON.stringify(summarise(steps))).not.toContain('node-1');
  expect(summarise(steps, { withAccess: true })!.steps[0].access).toEqual({
    host: 'node-1',
  });
});
