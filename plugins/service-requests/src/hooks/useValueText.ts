import { useCallback } from 'react';
import { useTimeFormat } from './useTimeFormat';
import { useTranslation } from './useTranslation';

/** A parameter's value as a person reads it. */
export function useValueText() {
  const { t } = useTranslation();
  const { number } = useTimeFormat();
  return useCallback(
    (value: unknown): string => {
      if (value === undefined || value === null || value === '') {
        return t('common.none');
      }
      if (typeof value === 'boolean') {
        return t(value ? 'common.yes' : 'common.no');
      }
      if (typeof value === 'number') {
        return number(value);
      }
      if (Array.isArray(value) && value.every(v => typeof v === 'string')) {
        return value.length > 0 ? value.join(', ') : t('common.none');
      }
      return typeof value === 'string' ? value : JSON.stringify(value);
    },
    [t, number],
  );
}
