import type { Texts } from './en';
import { it } from './it';

export { en, type Texts } from './en';

/** By language, what owners are told in others than English. */
export const otherTexts: Record<string, Texts> = { it };
