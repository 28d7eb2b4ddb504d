import { ToastApiMessage, toastApiRef } from '@backstage/frontend-plugin-api';
import { TestApiProvider } from '@backstage/frontend-test-utils';
import { RequestError } from '@callboard/api-client';
import { fireEvent, screen } from '@testing-library/react';
import { renderWithWords } from './__testUtils__/renderWithWords';
import { useTold } from './useTold';

function Example() {
  const { told, failed } = useTold();
  return (
    <>
      <button onClick={() => told('Saved', { label: 'Show', href: '/it' })}>
        Save
      </button>
      <button onClick={() => failed('Not saved', new RequestError(412, {}))}>
        Fail
      </button>
    </>
  );
}

it('says what happened for a while, and what failed until it is read', () => {
  const toasts: ToastApiMessage[] = [];
  renderWithWords(
    <TestApiProvider
      apis={[
        [
          toastApiRef,
          {
            post: (toast: ToastApiMessage) => {
              toasts.push(toast);
              return { close: () => {} };
            },
          },
        ],
      ]}
    >
      <Example />
    </TestApiProvider>,
  );

  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  fireEvent.click(screen.getByRole('button', { name: 'Fail' }));
  expect(toasts).toEqual([
    {
      title: 'Saved',
      status: 'success',
      timeout: 6_000,
      links: [{ label: 'Show', href: '/it' }],
    },
    {
      title: 'Not saved',
      description: expect.stringMatching(/^Somebody changed it/),
      status: 'danger',
    },
  ]);
});
