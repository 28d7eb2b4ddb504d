import {
  TranslationFunction,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { webhooksTranslationRef } from '../translations/ref';

/** Takes a key of the messages and what stands in its placeholders. */
export type Translate = TranslationFunction<
  (typeof webhooksTranslationRef)['T']
>;

export function useTranslation(): { t: Translate } {
  return useTranslationRef(webhooksTranslationRef);
}
