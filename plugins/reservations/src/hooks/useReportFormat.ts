import { useLanguage, useWords } from '@callboard/frontend-kit';
import { useMemo } from 'react';
import { reportFormat } from '../lib/reportFormat';

export function useReportFormat() {
  const word = useWords();
  const locale = useLanguage();
  return useMemo(() => reportFormat(locale, word('time.hour')), [locale, word]);
}
