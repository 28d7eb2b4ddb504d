import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { messages } from './messages';

/** Every string on screen; English here, Italian loaded when chosen. */
export const serviceRequestsTranslationRef = createTranslationRef({
  id: 'plugin.service-requests',
  messages,
  translations: { it: () => import('./it') },
});
