import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { reservationsTranslationRef } from '../translations/ref';

export function useTranslation() {
  return useTranslationRef(reservationsTranslationRef);
}

export type Translate = ReturnType<typeof useTranslation>['t'];
