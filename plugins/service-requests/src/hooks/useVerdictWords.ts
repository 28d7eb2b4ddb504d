import type { Verdict } from '@callboard/backstage-plugin-service-requests-common';
import { useLanguage } from '@callboard/frontend-kit';
import { useCallback } from 'react';
import { verdictIn } from '../lib/verdicts';
import { useSaid } from './useSaid';

/** Verdicts in the language of the screen. */
export function useVerdictWords(): (verdict: Verdict) => Verdict {
  const language = useLanguage();
  const said = useSaid();
  return useCallback(
    verdict => verdictIn(verdict, language, said),
    [language, said],
  );
}
