import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { channelMessages } from './channelMessages';
import { messages } from './messages';

export const topicsTranslationRef = createTranslationRef({
  id: 'callboard.notification-topics',
  messages,
  translations: { it: () => import('./it') },
});

export const channelsTranslationRef = createTranslationRef({
  id: 'callboard.notification-settings',
  messages: channelMessages,
  translations: { it: () => import('./channelIt') },
});
