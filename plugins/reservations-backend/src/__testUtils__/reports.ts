import { randomUUID } from 'node:crypto';
import type { ProvisioningReport } from '@callboard/backstage-plugin-reservations-common';

export const SWITCH_PORT = '3b0c4f9e-7a52-4a0e-9d86-0f6f5c1b7a11';
export const BARE_METAL = '8d1f2c77-51a3-4a5f-8a0e-6a0a9a1f0c22';

/** A report as the webhooks plugin passes one on. */
export function aReport(
  more: Partial<ProvisioningReport> = {},
): ProvisioningReport {
  return {
    reportId: randomUUID(),
    deliveryId: randomUUID(),
    endpointId: SWITCH_PORT,
    endpointTitle: 'Switch port',
    status: 'ready',
    at: new Date().toISOString(),
    ...more,
  };
}
