import type { EventsService } from '@backstage/plugin-events-node';
import type { OutboxSink } from './types';

/** The id of {@link createEventsServiceSink}'s sink. */
export const EVENTS_SINK_ID = 'events-service';

/**
 * Publishes every event to Backstage's own event bus, under the topic
 * `callboard.<type>` and with the whole event as its payload.
 *
 * That bus keeps nothing on SQLite and drops what has no subscriber: whoever
 * must not miss an event is a sink of its own.
 */
export function createEventsServiceSink(options: {
  events: EventsService;
}): OutboxSink {
  return {
    id: EVENTS_SINK_ID,
    // Its subscribers make pages look again; webhooks, which switch machines, go first.
    patienceMs: 10,
    async deliver(event) {
      await options.events.publish({
        topic: `callboard.${event.type}`,
        eventPayload: event,
      });
    },
  };
}
