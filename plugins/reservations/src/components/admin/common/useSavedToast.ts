import { useTold } from '@callboard/frontend-kit';
import { useCallback } from 'react';
import { useTranslation } from '../../../hooks/useTranslation';

type Done = 'created' | 'changed' | 'archived' | 'deleted' | 'moved';

/** Says what happened to what. */
export function useSavedToast() {
  const { told } = useTold();
  const { t } = useTranslation();
  return useCallback(
    (title: string, done: Done) => {
      told(t(`admin.done.${done}`, { title }));
    },
    [told, t],
  );
}
