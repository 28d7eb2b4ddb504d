import { useCallback, useState } from 'react';

/** Which rows of a tree are closed. */
export function useClosedNodes() {
  const [closed, setClosed] = useState<Set<string>>(() => new Set());
  const toggle = useCallback(
    (ref: string) =>
      setClosed(current => {
        const next = new Set(current);
        if (!next.delete(ref)) next.add(ref);
        return next;
      }),
    [],
  );
  const openAll = useCallback(() => setClosed(new Set()), []);
  const closeAll = useCallback(
    (refs: Iterable<string>) => setClosed(new Set(refs)),
    [],
  );
  return { closed, toggle, openAll, closeAll };
}
