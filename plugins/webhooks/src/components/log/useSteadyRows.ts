import type { Delivery } from '@callboard/backstage-plugin-webhooks-common';
import { useState } from 'react';

/**
 * Which rows are on screen. While one is open, what has newly come is held
 * back, so that nothing moves under the reader's eyes; `fresh` says how many
 * there are, `showFresh` lets them in. Changes of rows on screen show at once.
 */
export function useSteadyRows(items: Delivery[] | undefined, hold: boolean) {
  const [top, setTop] = useState<string>();
  const newest = items?.[0]?.id;
  if (!hold && newest !== top) {
    setTop(newest);
  }
  const from = hold && top ? items?.findIndex(({ id }) => id === top) : 0;
  const hidden = from && from > 0 ? from : 0;
  return {
    rows: items?.slice(hidden),
    fresh: hidden,
    showFresh: () => setTop(newest),
  };
}
