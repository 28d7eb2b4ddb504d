import type { Translated } from './types';
import type { mine } from './mine';

export const mineIt: Translated<typeof mine> = {};
