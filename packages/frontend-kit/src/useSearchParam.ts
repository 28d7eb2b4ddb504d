import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';

export type ParamChanges = Record<string, string | undefined>;

/**
 * Changes several query parameters at once; `undefined` takes one away. By
 * default a new history entry, so that Back undoes it.
 */
export function useSetSearchParams() {
  const [, setParams] = useSearchParams();
  return useCallback(
    (changes: ParamChanges, options: { replace?: boolean } = {}) =>
      setParams(current => {
        const next = new URLSearchParams(current);
        for (const [name, value] of Object.entries(changes)) {
          if (value === undefined || value === '') next.delete(name);
          else next.set(name, value);
        }
        return next;
      }, options),
    [setParams],
  );
}

/** One query parameter as state. */
export function useSearchParam(name: string) {
  const [params] = useSearchParams();
  const setParams = useSetSearchParams();
  const set = useCallback(
    (value: string | undefined, options?: { replace?: boolean }) =>
      setParams({ [name]: value }, options),
    [name, setParams],
  );
  return [params.get(name) ?? undefined, set] as const;
}
