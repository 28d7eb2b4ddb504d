import type { Translated } from './types';
import type { calendar } from './calendar';

export const calendarIt: Translated<typeof calendar> = {};
