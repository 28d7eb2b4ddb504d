import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { ParamChanges, useSetSearchParams } from './useSearchParam';

/** What narrows a list, kept in the address. */
export function useAddressFilter<Filter extends object>(options: {
  read: (params: URLSearchParams) => Filter;
  /** How changes stand in the address; `undefined` is nothing. */
  params: (changes: Partial<Filter>) => ParamChanges;
  /** Nothing narrows it. */
  cleared: Partial<Filter>;
}) {
  const { read, params: toParams, cleared } = options;
  const [params] = useSearchParams();
  const setParams = useSetSearchParams();
  const filter = useMemo(() => read(params), [params, read]);
  const change = useCallback(
    (changes: Partial<Filter>) =>
      setParams(toParams(changes), { replace: true }),
    [setParams, toParams],
  );
  const clear = useCallback(() => change(cleared), [change, cleared]);
  return { filter, change, clear };
}
