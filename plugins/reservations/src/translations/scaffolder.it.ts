import type { Translated } from './types';
import type { scaffolder } from './scaffolder';

export const scaffolderIt: Translated<typeof scaffolder> = {};
