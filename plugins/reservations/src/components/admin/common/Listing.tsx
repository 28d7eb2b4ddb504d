import { Button } from '@backstage/ui';
import { EmptyState } from '@callboard/frontend-kit';
import type { ReactNode } from 'react';
import { useTranslation } from '../../../hooks/useTranslation';
import { ErrorPanel } from '../../common/ErrorPanel';
import { RowsSkeleton } from '../../common/Skeletons';

/** What was found among the things that are administered, or why there is nothing. */
export function Listing(props: {
  query: {
    data: unknown;
    error: unknown;
    isPending: boolean;
    isError: boolean;
    refetch: () => void;
  };
  /** What is listed, for the sentence that it could not be loaded. */
  what: string;
  found: number;
  q: string;
  onClear: () => void;
  /** Where there is none, and none was looked for. */
  empty: { icon: JSX.Element; title: string; text: string };
  skeleton?: JSX.Element;
  children: ReactNode;
}) {
  const { query, what, found, q, onClear, empty } = props;
  const { t } = useTranslation();
  if (query.isPending) {
    return props.skeleton ?? <RowsSkeleton rows={4} />;
  }
  if (!query.data) {
    return (
      <ErrorPanel
        title={t('common.error.load', { what })}
        error={query.error}
        onRetry={query.refetch}
      />
    );
  }
  if (found > 0) {
    return <>{props.children}</>;
  }
  return q ? (
    <EmptyState
      icon={empty.icon}
      title={t('admin.nothingFound')}
      action={
        <Button variant="secondary" onPress={onClear}>
          {t('explore.clearFilters')}
        </Button>
      }
    />
  ) : (
    <EmptyState
      icon={empty.icon}
      title={empty.title}
      description={empty.text}
    />
  );
}
