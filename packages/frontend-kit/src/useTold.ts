import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';
import { useErrorText } from './useErrorText';

const SHOWN_MS = 6_000;

/** Says what happened, with a link to where it is seen, or what failed and why. */
export function useTold() {
  const toast = useApi(toastApiRef);
  const textOf = useErrorText();
  const told = useCallback(
    (title: string, link?: { label: string; href: string }) =>
      toast.post({
        title,
        status: 'success',
        timeout: SHOWN_MS,
        ...(link && { links: [link] }),
      }),
    [toast],
  );
  const failed = useCallback(
    (title: string, error: unknown) =>
      toast.post({ title, description: textOf(error), status: 'danger' }),
    [toast, textOf],
  );
  return { told, failed };
}
