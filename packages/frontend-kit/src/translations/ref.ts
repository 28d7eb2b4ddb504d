import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { en } from './en';

/** What all pages say alike; English here, Italian loaded when chosen. */
export const kitTranslationRef = createTranslationRef({
  id: 'callboard.frontend-kit',
  messages: en,
  translations: { it: () => import('./it') },
});
