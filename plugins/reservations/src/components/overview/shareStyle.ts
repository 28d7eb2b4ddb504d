import type { CSSProperties } from 'react';

/** How much of a bar is filled, for the style sheet: 0 to 1. */
export function shareStyle(share: number): CSSProperties {
  return { '--share': share } as CSSProperties;
}
