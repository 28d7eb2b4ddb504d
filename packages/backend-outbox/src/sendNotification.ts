import { stringifyError } from '@backstage/errors';
import type {
  NotificationSendOptions,
  NotificationService,
} from '@backstage/plugin-notifications-node';

/**
 * Sends a notification to people and groups. A portal without the notifications
 * plugin has nobody to tell: that is no failure.
 */
export async function sendNotification(
  notifications: NotificationService,
  recipient: string | string[],
  payload: NotificationSendOptions['payload'],
  except?: string | string[],
): Promise<void> {
  try {
    await notifications.send({
      recipients: {
        type: 'entity',
        entityRef: recipient,
        ...(except === undefined ? {} : { excludeEntityRef: except }),
      },
      payload,
    });
  } catch (error) {
    if (!isNotInstalled(error)) {
      throw error;
    }
  }
}

/** The service says it in the text of its error and nowhere else. */
function isNotInstalled(error: unknown): boolean {
  return /\bstatus 404\b/.test(stringifyError(error));
}
