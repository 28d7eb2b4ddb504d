import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { navTranslationRef } from '../nav/translations/ref';
import { messages } from './translations/messages';
import {
  channelsTranslationRef,
  topicsTranslationRef,
} from './translations/ref';

const TOPICS = Object.keys(messages) as (keyof typeof messages)[];

/** What origins, topics and channels are called; what is not named, by its id. */
export function useNames() {
  const { t: page } = useTranslationRef(navTranslationRef);
  const { t: topic } = useTranslationRef(topicsTranslationRef);
  const { t: channel } = useTranslationRef(channelsTranslationRef);
  const origins = new Map([
    ['plugin:reservations', page('page.reservations')],
    ['plugin:service-requests', page('page.service-requests')],
    ['plugin:webhooks', page('page.webhooks')],
  ]);
  const topics = new Map<string, string>(TOPICS.map(id => [id, topic(id)]));
  const channels = new Map([
    ['Web', channel('channel.web')],
    ['Email', channel('channel.email')],
  ]);
  return {
    originName: (id: string) => origins.get(id) ?? id,
    topicName: (id: string) => topics.get(id) ?? id,
    channelName: (id: string) => channels.get(id) ?? id,
  };
}
