import { fireEvent, screen, within } from '@testing-library/react';
import { renderWithWords } from './__testUtils__/renderWithWords';
import { ConfirmDialog } from './ConfirmDialog';

const onConfirm = jest.fn();
const onClose = jest.fn();

beforeEach(() => {
  onConfirm.mockReset();
  onClose.mockReset();
});

function show(action?: string, error?: unknown) {
  renderWithWords(
    <ConfirmDialog
      title="Delete GPU?"
      action={action}
      error={error}
      onConfirm={onConfirm}
      onClose={onClose}
    >
      Two bookings need it.
    </ConfirmDialog>,
  );
}

it('does what it asks only when told to', () => {
  show('Delete');

  expect(screen.getByRole('dialog')).toHaveTextContent('Two bookings need it.');
  expect(onConfirm).not.toHaveBeenCalled();
  fireEvent.click(screen.getByRole('button', { name: 'Delete' }));
  expect(onConfirm).toHaveBeenCalledTimes(1);
  expect(onClose).not.toHaveBeenCalled();
});

it('leaves everything as it is', () => {
  show('Delete');

  fireEvent.click(screen.getByRole('button', { name: 'Back' }));
  expect(onClose).toHaveBeenCalledTimes(1);
  expect(onConfirm).not.toHaveBeenCalled();
});

it('only closes where there is nothing to confirm', () => {
  show();

  const close = screen
    .getAllByRole('button', { name: 'Close' })
    .find(button => button.textContent === 'Close')!;
  expect(within(close.parentElement!).getAllByRole('button')).toEqual([close]);
  fireEvent.click(close);
  expect(onClose).toHaveBeenCalledTimes(1);
});

it('says why it did not work', () => {
  show('Delete', new TypeError('Failed to fetch'));

  const alert = screen.getByRole('alert');
  expect(alert).toHaveTextContent('That did not work');
  expect(alert).toHaveTextContent('The server could not be reached.');
});
