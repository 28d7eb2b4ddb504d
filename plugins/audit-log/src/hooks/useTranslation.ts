import {
  TranslationFunction,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { auditLogTranslationRef } from '../translations/ref';

/** Takes a key of the messages and what stands in its placeholders. */
export type Translate = TranslationFunction<
  (typeof auditLogTranslationRef)['T']
>;

export function useTranslation(): { t: Translate } {
  return useTranslationRef(auditLogTranslationRef);
}
