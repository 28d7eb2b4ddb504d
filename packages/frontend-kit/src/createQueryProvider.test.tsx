import { ApiRef, createApiRef } from '@backstage/frontend-plugin-api';
import { TestApiProvider } from '@backstage/frontend-test-utils';
import { useQuery } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import { createQueryProvider } from './createQueryProvider';

type Asker = { ask: () => Promise<string> };

class Refusal extends Error {}

const apiRef: ApiRef<Asker> = createApiRef<Asker>({ id: 'test.asker' });
const Provider = createQueryProvider({
  apiRef,
  isRefusal: error => error instanceof Refusal,
  queries: { staleTime: Infinity, retryDelay: 0 },
});

function Answer({ ask }: Asker) {
  const { data, error } = useQuery({ queryKey: ['answer'], queryFn: ask });
  return <p>{data ?? error?.message ?? 'Asking'}</p>;
}

function show(client: Asker) {
  return render(
    <TestApiProvider apis={[[apiRef, client]]}>
      <Provider>
        <Answer {...client} />
      </Provider>
    </TestApiProvider>,
  );
}

it('asks again where the server stumbled, twice', async () => {
  const ask = jest.fn().mockRejectedValue(new Error('Stumbled'));
  show({ ask });

  expect(await screen.findByText('Stumbled')).toBeInTheDocument();
  expect(ask).toHaveBeenCalledTimes(3);
});

it('takes a refusal for an answer', async () => {
  const ask = jest.fn().mockRejectedValue(new Refusal('No'));
  show({ ask });

  expect(await screen.findByText('No')).toBeInTheDocument();
  expect(ask).toHaveBeenCalledTimes(1);
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
