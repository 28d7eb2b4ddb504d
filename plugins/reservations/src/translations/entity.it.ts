import type { Translated } from './types';
import type { entity } from './entity';

export const entityIt: Translated<typeof entity> = {};
