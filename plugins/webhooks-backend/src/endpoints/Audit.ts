import type { AuditorService } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import type { CallContext } from '@callboard/backend-access';

/** Puts on record what must not be done unseen, whether it succeeded or not. */
export class Audit {
  readonly #auditor: AuditorService;

  static create(auditor: AuditorService): Audit {
    return new Audit(auditor);
  }

  private constructor(auditor: AuditorService) {
    this.#auditor = auditor;
  }

  /** Runs `command` as the audit events named; without any, it just runs. */
  async record<T>(
    eventIds: string[],
    context: CallContext,
    meta: JsonObject,
    command: () => Promise<T>,
  ): Promise<T> {
    const events = await Promise.all(
      eventIds.map(eventId =>
        this.#auditor.createEvent({
          eventId,
          severityLevel: 'medium',
          request: context.request,
          meta: { ...meta, actor: context.actor },
        }),
      ),
    );
    try {
      const result = await command();
      await Promise.all(events.map(event => event.success()));
      return result;
    } catch (error) {
      await Promise.all(
        events.map(event => event.fail({ error: error as Error })),
      );
      throw error;
    }
  }
}
