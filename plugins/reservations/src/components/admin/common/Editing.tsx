import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Drawer, useWords } from '@callboard/frontend-kit';
import { Fragment, ReactNode } from 'react';
import { useTranslation } from '../../../hooks/useTranslation';
import { ErrorPanel } from '../../common/ErrorPanel';
import { DetailsSkeleton } from '../../common/Skeletons';

/**
 * Reads one thing anew when its form opens and holds on to that version, so
 * that a refresh in the background never changes what is being typed, nor the
 * version that the change is made against. `reload` starts over from the
 * server's version.
 */
export function Editing<T extends { id: string; version: number }>(props: {
  kind: string;
  id: string;
  read: (id: string, signal: AbortSignal) => Promise<T>;
  onClose: () => void;
  children: (item: T, reload: () => void) => ReactNode;
}) {
  const { kind, id, read, onClose, children } = props;
  const { t } = useTranslation();
  const word = useWords();
  const queryClient = useQueryClient();
  const queryKey = ['reservations-editing', kind, id];
  const { data, dataUpdatedAt, error, refetch } = useQuery({
    queryKey,
    queryFn: ({ signal }) => read(id, signal),
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  if (data) {
    const reload = () => {
      queryClient.resetQueries({ queryKey });
    };
    // A form per reading: what was typed belongs to the version it was typed on.
    return <Fragment key={dataUpdatedAt}>{children(data, reload)}</Fragment>;
  }
  return (
    <Drawer title={word('state.loading')} onClose={onClose}>
      {error ? (
        <ErrorPanel
          title={t('common.error.load', { what: t('admin.what.one') })}
          error={error}
          onRetry={refetch}
        />
      ) : (
        <DetailsSkeleton />
      )}
    </Drawer>
  );
}
