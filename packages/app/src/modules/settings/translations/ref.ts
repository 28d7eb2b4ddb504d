import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { messages } from './messages';

export const topicsTranslationRef = createTranslationRef({
  id: 'callboard.notification-topics',
  messages,
  translations: { it: () => import('./it') },
});
