import type {
  Provisioning,
  ProvisioningStatus,
  ProvisioningStep,
} from '@callboard/backstage-plugin-reservations-common';
import { toInstant } from '@callboard/backend-database';
import type { StepRecord } from './ProvisioningRecord';

const WORST_FIRST: ProvisioningStatus[] = ['failed', 'provisioning', 'ready'];

/**
 * A booking's steps as one word, with the latest message of a step that makes
 * it that word. How to get in is left out unless `withAccess`. Undefined where
 * nobody has reported.
 */
export function summarise(
  steps: StepRecord[],
  { withAccess = false }: { withAccess?: boolean } = {},
): Provisioning | undefined {
  if (steps.length === 0) {
    return undefined;
  }
  const oldestFirst = steps.toSorted((a, b) => a.at - b.at);
  const status = WORST_FIRST.find(word =>
    steps.some(step => step.status === word),
  )!;
  const speaking = oldestFirst.filter(
    step => step.status === status && step.message !== undefined,
  );
  return {
    status,
    message: speaking.at(-1)?.message,
    updatedAt: toInstant(oldestFirst.at(-1)!.at),
    steps: oldestFirst.map(step => stepView(step, withAccess)),
  };
}

export function stepView(
  step: StepRecord,
  withAccess: boolean,
): ProvisioningStep {
  return {
    endpointId: step.endpointId,
    endpoint: step.endpointTitle,
    resourceRef: step.resourceRef,
    status: step.status,
    message: step.message,
    access: withAccess ? step.access : undefined,
    at: toInstant(step.at),
  };
}
