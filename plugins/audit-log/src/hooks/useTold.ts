import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';
import { describeError } from '../components/common/ErrorPanel';
import { useTranslation } from './useTranslation';

const SHOWN_MS = 6_000;

/** Says what happened. */
export function useTold() {
  const toast = useApi(toastApiRef);
  const { t } = useTranslation();
  const told = useCallback(
    (title: string) =>
      toast.post({ title, status: 'success', timeout: SHOWN_MS }),
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
