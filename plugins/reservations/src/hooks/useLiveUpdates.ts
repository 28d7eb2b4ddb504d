import { useSignal } from '@backstage/plugin-signals-react';
import {
  type LiveArea,
  LIVE_CHANNEL,
} from '@callboard/backstage-plugin-reservations-common';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { queryKeys } from '../api/queryKeys';

const KEYS: { [area in LiveArea]: readonly (readonly string[])[] } = {
  bookings: [queryKeys.bookings],
  inventory: [queryKeys.resources, queryKeys.resourceTypes, queryKeys.sites],
  rights: [queryKeys.members, queryKeys.accessGrants, queryKeys.sites],
};

/** Not all that are open ask in the same instant. */
const SPREAD_MS = 300;
/** How soon a page asks again after it has asked. */
const PAUSE_MS = 1_000;

/**
 * Asks again for what the server hints has changed. Without signals (none
 * installed, no WebSocket) pages ask again at their intervals.
 */
export function useLiveUpdates(): void {
  const { lastSignal } = useSignal<{ areas: LiveArea[] }>(LIVE_CHANNEL);
  const queryClient = useQueryClient();
  const changed = useRef(new Set<LiveArea>());
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const askedAt = useRef(-Infinity);

  useEffect(() => {
    lastSignal?.areas.forEach(area => changed.current.add(area));
    if (changed.current.size === 0 || timer.current !== undefined) {
      return;
    }
    const rest = askedAt.current + PAUSE_MS - performance.now();
    const ask = () => {
      timer.current = undefined;
      askedAt.current = performance.now();
      const areas = [...changed.current];
      changed.current.clear();
      for (const queryKey of areas.flatMap(area => KEYS[area] ?? [])) {
        queryClient.invalidateQueries({ queryKey });
      }
    };
    timer.current = setTimeout(
      ask,
      Math.max(0, rest) + Math.random() * SPREAD_MS,
    );
  }, [lastSignal, queryClient]);

  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
}
