import { ErrorPanel as KitErrorPanel } from '@callboard/frontend-kit';
import type { ComponentProps } from 'react';

/** What failed; these pages copy by icons. */
export function ErrorPanel(
  props: Omit<ComponentProps<typeof KitErrorPanel>, 'copyLook'>,
) {
  return <KitErrorPanel {...props} copyLook="icon" />;
}
