import type { AuditorService } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import type { CallContext } from '@callboard/backend-access';
import {
  type AuditedAs,
  auditedAs,
} from '@callboard/backstage-plugin-audit-log-node';

/** What is audited, and what the audit log calls it. */
const ACTIONS = {
  'endpoint-secret-show': 'endpoint.secret-shown',
  'endpoint-secret-rotate': 'endpoint.secret-rotated',
  'endpoint-personal-data-enable': 'endpoint.personal-data-enabled',
  'endpoint-test': 'endpoint.tested',
  'endpoint-replay': 'endpoint.replayed',
  'delivery-redeliver': 'delivery.redelivered',
} as const;

export type AuditedEvent = keyof typeof ACTIONS;

/** What it was done to, and whatever else is worth telling. */
export type About = Pick<AuditedAs, 'subject' | 'siteRefs' | 'refs'> & {
  meta?: JsonObject;
};

/** Puts on record what must not be done unseen, whether it succeeded or not. */
export class Audit {
  readonly #auditor: AuditorService;

  static create(auditor: AuditorService): Audit {
    return new Audit(auditor);
  }

  private constructor(auditor: AuditorService) {
    this.#auditor = auditor;
  }

  /**
   * Runs `command` as the audit events named; without any, it just runs. What it
   * resolves with may say more of what it was about.
   */
  async record<T>(
    eventIds: AuditedEvent[],
    context: CallContext,
    about: About,
    command: () => Promise<T>,
    aboutResult: (result: T) => About = () => ({}),
  ): Promise<T> {
    const { actor, request } = context;
    const describe = (eventId: AuditedEvent, { meta, ...what }: About) => ({
      ...meta,
      actor,
      ...auditedAs({ ...what, actor, action: ACTIONS[eventId] }),
    });
    const events = await Promise.all(
      eventIds.map(async eventId => ({
        eventId,
        event: await this.#auditor.createEvent({
          eventId,
          severityLevel: 'medium',
          request,
          meta: describe(eventId, about),
        }),
      })),
    );
    try {
      const result = await command();
      const known = { ...about, ...aboutResult(result) };
      await Promise.all(
        events.map(({ eventId, event }) =>
          event.success({ meta: describe(eventId, known) }),
        ),
      );
      return result;
    } catch (error) {
      await Promise.all(
        events.map(({ event }) => event.fail({ error: error as Error })),
      );
      throw error;
    }
  }
}
