import { useCallback, useMemo } from 'react';
import { parameterTitles } from '../lib/parameterTitles';
import { useOfferings } from './useOfferings';

/** What a parameter of an offering is called in its form; else its path. */
export function useParameterTitle(offeringName: string) {
  const { data } = useOfferings({ archived: true });
  const titles = useMemo(() => {
    const offering = data?.find(({ name }) => name === offeringName);
    return offering && parameterTitles(offering);
  }, [data, offeringName]);
  return useCallback((path: string) => titles?.get(path) ?? path, [titles]);
}
