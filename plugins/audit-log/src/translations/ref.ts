import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { messages } from './messages';

/** Every string on screen; English here, Italian loaded when chosen. */
export const auditLogTranslationRef = createTranslationRef({
  id: 'plugin.audit-log',
  messages,
  translations: { it: () => import('./it') },
});
