import { ApiRef, useApi } from '@backstage/frontend-plugin-api';
import { RequestError } from '@callboard/api-client';
import {
  DefaultOptions,
  QueryClient,
  QueryClientProvider,
} from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import { createTranslator, type Phrases, phrasesIn } from './phrases';
import { NotAllowedContext, SayContext } from './useErrorText';
import { useLanguage } from './useLanguage';
import { useWords } from './useWords';

const RETRIES = 2;

type Books = Readonly<Record<string, Phrases>>;

/**
 * Everything that asks a plugin's backend stands inside one of these. There is
 * one cache per client of the API: pages, tabs and cards of a portal share it,
 * two tests do not. A refusal stays one; only a server or network that stumbled
 * is asked again.
 *
 * What fails is told in the words of the kit, besides what the plugin says to
 * those who may not (`useNotAllowed`), and what the backend says of what is wrong
 * with a request, by language (`sentences`).
 */
export function createQueryProvider<Client extends object>(options: {
  apiRef: ApiRef<Client>;
  useNotAllowed: () => string;
  sentences?: Books;
  queries: Omit<NonNullable<DefaultOptions['queries']>, 'retry'>;
}) {
  const { apiRef, useNotAllowed, sentences, queries } = options;
  const queryClients = new WeakMap<Client, QueryClient>();

  function queryClientFor(client: Client): QueryClient {
    const known = queryClients.get(client);
    if (known) {
      return known;
    }
    const created = new QueryClient({
      defaultOptions: {
        queries: {
          ...queries,
          retry: (count, error) => !isRefusal(error) && count < RETRIES,
        },
      },
    });
    queryClients.set(client, created);
    return created;
  }

  return function QueryProvider(props: { children: ReactNode }) {
    const notAllowed = useNotAllowed();
    // Here before a drawer needs them: one that waits would hide the page.
    useWords();
    return (
      <QueryClientProvider client={queryClientFor(useApi(apiRef))}>
        <NotAllowedContext.Provider value={notAllowed}>
          {sentences ? (
            <Sentences books={sentences}>{props.children}</Sentences>
          ) : (
            props.children
          )}
        </NotAllowedContext.Provider>
      </QueryClientProvider>
    );
  };
}

function Sentences(props: { books: Books; children: ReactNode }) {
  const { books, children } = props;
  const language = useLanguage();
  const say = useMemo(
    () => createTranslator([phrasesIn(books, language)]),
    [books, language],
  );
  return <SayContext.Provider value={say}>{children}</SayContext.Provider>;
}

/** Whether the server understood and said no. */
function isRefusal(error: unknown): boolean {
  return error instanceof RequestError && error.status < 500;
}
