import { Button } from '@backstage/ui';
import { useWords } from './useWords';

/** Asks for the next page of a list, where there is one. */
export function LoadMore(props: {
  query: {
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    fetchNextPage: () => unknown;
  };
}) {
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = props.query;
  const word = useWords();
  return hasNextPage ? (
    <Button
      variant="secondary"
      isPending={isFetchingNextPage}
      onPress={() => fetchNextPage()}
    >
      {word('action.loadMore')}
    </Button>
  ) : null;
}
