import {
  TranslationFunction,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { serviceRequestsTranslationRef } from '../translations/ref';

/** Takes a key of the messages and what stands in its placeholders. */
export type Translate = TranslationFunction<
  (typeof serviceRequestsTranslationRef)['T']
>;

export function useTranslation(): { t: Translate } {
  return useTranslationRef(serviceRequestsTranslationRef);
}
