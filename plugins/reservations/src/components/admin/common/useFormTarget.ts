import { useCallback } from 'react';
import { useSearchParam } from '@callboard/frontend-kit';

const NEW = 'new';

/** Which form is open, in the address: for a new thing, or for one by its id. */
export function useFormTarget() {
  const [param, setParam] = useSearchParam('form');
  return {
    isNew: param === NEW,
    id: param === NEW ? undefined : param,
    openNew: useCallback(() => setParam(NEW), [setParam]),
    open: useCallback((id: string) => setParam(id), [setParam]),
    close: useCallback(() => setParam(undefined), [setParam]),
  };
}
