import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { messages } from './messages';

export const signInTranslationRef = createTranslationRef({
  id: 'callboard.sign-in',
  messages,
  translations: { it: () => import('./it') },
});
