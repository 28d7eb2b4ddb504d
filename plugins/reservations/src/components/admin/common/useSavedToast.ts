import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';
import { useTranslation } from '../../../hooks/useTranslation';

type Done = 'created' | 'changed' | 'archived' | 'deleted' | 'moved';

const SHOWN_MS = 6_000;

/** Says what happened to what. */
export function useSavedToast() {
  const toast = useApi(toastApiRef);
  const { t } = useTranslation();
  return useCallback(
    (title: string, done: Done) => {
      toast.post({
        title: t(`admin.done.${done}`, { title }),
        status: 'success',
        timeout: SHOWN_MS,
      });
    },
    [toast, t],
  );
}
