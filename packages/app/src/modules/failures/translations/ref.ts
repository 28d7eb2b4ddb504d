import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { messages } from './messages';

export const failuresTranslationRef = createTranslationRef({
  id: 'callboard.failures',
  messages,
  translations: { it: () => import('./it') },
});
