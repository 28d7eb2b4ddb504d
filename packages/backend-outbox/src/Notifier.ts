import { stringifyError } from '@backstage/errors';
import type {
  NotificationSendOptions,
  NotificationService,
} from '@backstage/plugin-notifications-node';

/** What a person is told. */
export type NotificationPayload = NotificationSendOptions['payload'];

const ABSENT_MS = 10_000;

/**
 * Tells people and groups by Backstage's notifications. A portal without that
 * plugin has nobody to tell: it is no failure, and for ten seconds it is not
 * asked again, or every event would pay for a request that nobody answers.
 */
export class Notifier {
  readonly #notifications: NotificationService;
  #absentUntil = 0;

  private constructor(notifications: NotificationService) {
    this.#notifications = notifications;
  }

  static create(notifications: NotificationService): Notifier {
    return new Notifier(notifications);
  }

  /** Whether there was nobody to tell when it was last tried, a moment ago. */
  get isAbsent(): boolean {
    return performance.now() < this.#absentUntil;
  }

  async send(
    recipient: string | string[],
    payload: NotificationPayload,
    except?: string | string[],
  ): Promise<void> {
    if (this.isAbsent) {
      return;
    }
    try {
      await this.#notifications.send({
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
      this.#absentUntil = performance.now() + ABSENT_MS;
    }
  }
}

/** The service says it in the text of its error and nowhere else. */
function isNotInstalled(error: unknown): boolean {
  return /\bstatus 404\b/.test(stringifyError(error));
}
