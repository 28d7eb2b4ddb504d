import type { NotificationSettings } from '@backstage/plugin-notifications-common';

/**
 * Every processor of notifications stands among the channels, also the one that
 * only chooses the language (`notifications-backend-module-languages`). It brings
 * nothing to anybody, so there is nothing to switch.
 */
const LANGUAGE_CHANNEL = 'In my language';

/** The settings of the channels that bring notifications to a person. */
export function withoutLanguageChannel(
  settings: NotificationSettings,
): NotificationSettings {
  return {
    channels: settings.channels.filter(({ id }) => id !== LANGUAGE_CHANNEL),
  };
}

/** Who sends, and of what, whatever the channel. */
export function originsOf(
  settings: NotificationSettings,
): { id: string; topics: string[] }[] {
  const topics = new Map<string, Set<string>>();
  for (const origin of settings.channels.flatMap(channel => channel.origins)) {
    const known = topics.get(origin.id) ?? new Set();
    origin.topics?.forEach(topic => known.add(topic.id));
    topics.set(origin.id, known);
  }
  return [...topics].map(([id, known]) => ({ id, topics: [...known] }));
}

/** What a switch of the table stands for: all that an origin sends, or a topic. */
export interface Place {
  channel: string;
  origin: string;
  topic?: string;
}

/** Of what is not named, a channel says what holds; one that says nothing is on. */
export function isOn(settings: NotificationSettings, place: Place): boolean {
  const channel = settings.channels.find(({ id }) => id === place.channel);
  const origin = channel?.origins.find(({ id }) => id === place.origin);
  if (!origin) {
    return channel?.enabled ?? true;
  }
  const topic = origin.topics?.find(({ id }) => id === place.topic);
  return origin.enabled && (topic?.enabled ?? true);
}

/** The settings after a switch: an origin takes its topics along. */
export function withSwitched(
  settings: NotificationSettings,
  place: Place,
  enabled: boolean,
): NotificationSettings {
  return {
    channels: settings.channels.map(channel =>
      channel.id !== place.channel
        ? channel
        : {
            ...channel,
            origins: channel.origins.map(origin => {
              if (origin.id !== place.origin) {
                return origin;
              }
              const topics = origin.topics?.map(topic =>
                place.topic === undefined || topic.id === place.topic
                  ? { ...topic, enabled }
                  : topic,
              );
              return place.topic === undefined
                ? { ...origin, enabled, topics }
                : { ...origin, topics };
            }),
          },
    ),
  };
}
