import {
  AppLanguageApi,
  appLanguageApiRef,
  ApiRef,
  createApiRef,
} from '@backstage/frontend-plugin-api';
import { TestApiProvider } from '@backstage/frontend-test-utils';
import { RequestError } from '@callboard/api-client';
import { useQuery } from '@tanstack/react-query';
import { screen } from '@testing-library/react';
import { renderWithWords } from './__testUtils__/renderWithWords';
import { createQueryProvider } from './createQueryProvider';
import { useErrorText } from './useErrorText';

type Asker = { ask: () => Promise<string> };

const apiRef: ApiRef<Asker> = createApiRef<Asker>({ id: 'test.asker' });
const Provider = createQueryProvider({
  apiRef,
  useNotAllowed: () => 'Ask an administrator.',
  queries: { staleTime: Infinity, retryDelay: 0 },
});

function Answer({ ask }: Asker) {
  const { data, error } = useQuery({ queryKey: ['answer'], queryFn: ask });
  const textOf = useErrorText();
  return <p>{data ?? (error ? textOf(error) : 'Asking')}</p>;
}

function show(client: Asker) {
  return renderWithWords(
    <TestApiProvider apis={[[apiRef, client]]}>
      <Provider>
        <Answer {...client} />
      </Provider>
    </TestApiProvider>,
  );
}

it('asks again where the server stumbled, twice', async () => {
  const ask = jest.fn().mockRejectedValue(new RequestError(500, {}));
  show({ ask });

  expect(
    await screen.findByText(/^The server had a problem/),
  ).toBeInTheDocument();
  expect(ask).toHaveBeenCalledTimes(3);
});

it('takes a refusal for an answer', async () => {
  const ask = jest.fn().mockRejectedValue(new RequestError(403, {}));
  show({ ask });

  expect(await screen.findByText('Ask an administrator.')).toBeInTheDocument();
  expect(ask).toHaveBeenCalledTimes(1);
});

it('says what the server said in the language of the screen', async () => {
  const Translating = createQueryProvider({
    apiRef,
    useNotAllowed: () => 'Ask an administrator.',
    sentences: {
      it: {
        'This is ${{ status }} already': 'È già ${{ status }}',
        over: 'finita',
      },
    },
    queries: { staleTime: Infinity },
  });
  const ask = jest.fn().mockRejectedValue(
    new RequestError(409, {
      error: { name: 'ConflictError', message: 'This is over already' },
    }),
  );
  const language: Pick<AppLanguageApi, 'getLanguage' | 'language$'> = {
    getLanguage: () => ({ language: 'it' }),
    language$: () => ({
      [Symbol.observable]() {
        return this;
      },
      subscribe: () => ({ unsubscribe: () => {}, closed: false }),
    }),
  };
  renderWithWords(
    <TestApiProvider
      apis={[
        [apiRef, { ask }],
        [appLanguageApiRef, language],
      ]}
    >
      <Translating>
        <Answer ask={ask} />
      </Translating>
    </TestApiProvider>,
  );

  expect(await screen.findByText('È già finita')).toBeInTheDocument();
});

it('keeps what is known of one client, also on the next page', async () => {
  const client = { ask: jest.fn().mockResolvedValue('Yes') };
  show(client).unmount();
  show(client);
  expect(await screen.findByText('Yes')).toBeInTheDocument();
  expect(client.ask).toHaveBeenCalledTimes(1);

  const other = { ask: jest.fn().mockResolvedValue('Other') };
  show(other);
  expect(await screen.findByText('Other')).toBeInTheDocument();
});
