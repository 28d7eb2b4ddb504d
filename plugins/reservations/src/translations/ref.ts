import { createTranslationRef } from '@backstage/frontend-plugin-api';
import messages from './en';

/** Every string on screen; English here, Italian loaded when chosen. */
export const reservationsTranslationRef = createTranslationRef({
  id: 'plugin.reservations',
  messages,
  translations: { it: () => import('./it') },
});
