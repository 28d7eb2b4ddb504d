import { fireEvent, render, screen } from '@testing-library/react';
import { ErrorPanel } from './ErrorPanel';

it('says what failed, what it means, and under which id', () => {
  render(
    <ErrorPanel
      title="Not loaded"
      requestId={{
        text: 'Request id: 4f1c',
        copyButton: <button>Copy</button>,
      }}
      retryLabel="Try again"
    >
      The server had a problem.
    </ErrorPanel>,
  );

  const alert = screen.getByRole('alert');
  expect(alert).toHaveTextContent('Not loaded');
  expect(alert).toHaveTextContent('The server had a problem.');
  expect(alert).toHaveTextContent('Request id: 4f1c');
  expect(screen.getAllByRole('button')).toHaveLength(1);
});

it('offers to try again where that may help', () => {
  const onRetry = jest.fn();
  render(
    <ErrorPanel title="Not loaded" retryLabel="Try again" onRetry={onRetry}>
      The server had a problem.
    </ErrorPanel>,
  );

  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(onRetry).toHaveBeenCalledTimes(1);
});
