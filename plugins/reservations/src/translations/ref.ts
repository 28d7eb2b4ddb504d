import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { admin } from './admin';
import { booking } from './booking';
import { calendar } from './calendar';
import { common } from './common';
import { entity } from './entity';
import { explore } from './explore';
import { keys } from './keys';
import { mine } from './mine';
import { scaffolder } from './scaffolder';

/** Every string on screen; English here, Italian loaded when chosen. */
export const reservationsTranslationRef = createTranslationRef({
  id: 'plugin.reservations',
  messages: {
    ...common,
    ...calendar,
    ...booking,
    ...mine,
    ...keys,
    ...explore,
    ...admin,
    ...entity,
    ...scaffolder,
  },
  translations: { it: () => import('./it') },
});
