import { attendanceSteps } from './attendance';
import { bookingSteps } from './bookings';
import { careSteps } from './care';
import { inventorySteps } from './inventory';
import { serviceRequestSteps } from './serviceRequests';
import type { Step } from './step';
import { webhookSteps } from './webhooks';

export type { Step };

/** By plugin, in the order in which they are done: one finds what another has made. */
export const steps = {
  reservations: [
    ...inventorySteps,
    ...bookingSteps,
    ...attendanceSteps,
    ...careSteps,
  ],
  webhooks: webhookSteps,
  'service-requests': serviceRequestSteps,
} satisfies Record<string, Step[]>;
