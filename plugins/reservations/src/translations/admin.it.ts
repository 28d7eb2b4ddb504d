import type { Translated } from './types';
import type { admin } from './admin';

export const adminIt: Translated<typeof admin> = {};
