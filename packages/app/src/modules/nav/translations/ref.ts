import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { messages } from './messages';

export const navTranslationRef = createTranslationRef({
  id: 'callboard.nav',
  messages,
  translations: { it: () => import('./it') },
});
