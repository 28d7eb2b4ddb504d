import { useLanguage } from '@callboard/frontend-kit';
import { useMemo } from 'react';
import { reportFormat } from '../lib/reportFormat';
import { useTranslation } from './useTranslation';

export function useReportFormat() {
  const { t } = useTranslation();
  const locale = useLanguage();
  return useMemo(
    () => reportFormat(locale, t('common.time.hour')),
    [locale, t],
  );
}
