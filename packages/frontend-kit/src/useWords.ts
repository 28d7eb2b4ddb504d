import {
  TranslationFunction,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { kitTranslationRef } from './translations/ref';

/** Takes a key of what all pages say alike. */
export type Words = TranslationFunction<(typeof kitTranslationRef)['T']>;

/** What all pages say alike, in the language of the person. */
export function useWords(): Words {
  return useTranslationRef(kitTranslationRef).t;
}
