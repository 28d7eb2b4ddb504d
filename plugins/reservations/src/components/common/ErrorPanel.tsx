import { ErrorPanel as KitErrorPanel } from '@callboard/frontend-kit';
import type { ComponentProps } from 'react';

/** What failed; the button that copies the request id is a word here. */
export function ErrorPanel(
  props: Omit<ComponentProps<typeof KitErrorPanel>, 'copyLook'>,
) {
  return <KitErrorPanel {...props} copyLook="word" />;
}
