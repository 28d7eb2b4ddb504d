import { useCallback, useEffect } from 'react';
import { useSearchParams } from 'react-router-dom';
import { useSearchParam, useSetSearchParams } from '@callboard/frontend-kit';

/** In the address: nothing chosen, whatever this browser remembers. */
const NONE = 'all';

function storageKey(name: string): string {
  return `callboard.reservations.${name}`;
}

/**
 * A choice that lives in the address, so that a link shows the same view, and
 * is remembered in this browser for when the address does not say.
 */
export function useRemembered(name: string) {
  const [param, setParam] = useSearchParam(name);
  const remembered = localStorage.getItem(storageKey(name)) ?? undefined;
  const chosen = param === NONE ? undefined : (param ?? remembered);

  const choose = useCallback(
    (value: string | undefined) => {
      if (value === undefined) localStorage.removeItem(storageKey(name));
      else localStorage.setItem(storageKey(name), value);
      setParam(value, { replace: true });
    },
    [name, setParam],
  );
  return [chosen, choose] as const;
}

/**
 * Writes what is remembered into an address that does not say. One place does
 * it for all names: two writers in one tick would overwrite each other.
 */
export function useRememberedInAddress(names: readonly string[]) {
  const [params] = useSearchParams();
  const setParams = useSetSearchParams();
  useEffect(() => {
    const missing = names
      .filter(name => !params.has(name))
      .map(name => [name, localStorage.getItem(storageKey(name))] as const)
      .filter(([, value]) => value !== null);
    if (missing.length > 0) {
      setParams(
        Object.fromEntries(missing.map(([name, value]) => [name, value!])),
        { replace: true },
      );
    }
  }, [names, params, setParams]);
}
