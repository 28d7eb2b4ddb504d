import { RequestError } from '@callboard/api-client';
import { fireEvent, screen } from '@testing-library/react';
import { renderWithWords } from './__testUtils__/renderWithWords';
import { ErrorPanel } from './ErrorPanel';
import { NotAllowedContext } from './useErrorText';

class Explained extends RequestError {
  get isExplained() {
    return true;
  }
}

const said = { error: { message: 'Two days ahead at most.' } };

it('says what failed, what it means, and under which id', () => {
  renderWithWords(
    <ErrorPanel
      title="Not loaded"
      error={new RequestError(500, said, '4f1c')}
      mutation
    />,
  );

  const alert = screen.getByRole('alert');
  expect(alert).toHaveTextContent('Not loaded');
  expect(alert).toHaveTextContent(
    'The server had a problem. Try again in a moment. Nothing was saved.',
  );
  expect(alert).toHaveTextContent('Request id: 4f1c');
  expect(screen.getAllByRole('button').map(button => button.ariaLabel)).toEqual(
    ['Copy: Request id'],
  );
});

it('offers to try again where that may help', () => {
  const onRetry = jest.fn();
  renderWithWords(
    <ErrorPanel
      title="Not loaded"
      error={new TypeError('Failed to fetch')}
      onRetry={onRetry}
    />,
  );

  expect(screen.getByRole('alert')).toHaveTextContent(
    'The server could not be reached.',
  );
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(onRetry).toHaveBeenCalledTimes(1);
});

it.each([
  [new RequestError(400, said), 'Two days ahead at most.'],
  [new RequestError(403, said), 'Ask an administrator.'],
  [new Explained(403, said), 'Two days ahead at most.'],
  [new RequestError(404, said), 'It does not exist, or you may not see it.'],
  [new RequestError(412, said), 'Somebody changed it in the meantime.'],
])('says of %p: %s', (error, text) => {
  renderWithWords(
    <NotAllowedContext.Provider value="Ask an administrator.">
      <ErrorPanel title="Not saved" error={error} />
    </NotAllowedContext.Provider>,
  );

  expect(screen.getByRole('alert')).toHaveTextContent(text);
});
