import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';
import { describeError } from '../components/common/ErrorPanel';
import { useTranslation } from './useTranslation';

const SHOWN_MS = 6_000;

/** Says what happened, with a link to where it is seen. */
export function useTold() {
  const toast = useApi(toastApiRef);
  const { t } = useTranslation();
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
      toast.post({
        title,
        description: describeError(error, t),
        status: 'danger',
      }),
    [toast, t],
  );
  return { told, failed };
}
