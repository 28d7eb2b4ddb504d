import { fireEvent, render, screen, within } from '@testing-library/react';
import { ConfirmDialog } from './ConfirmDialog';

const onConfirm = jest.fn();
const onClose = jest.fn();

beforeEach(() => {
  onConfirm.mockReset();
  onClose.mockReset();
});

function show(action?: string) {
  render(
    <ConfirmDialog
      title="Delete GPU?"
      action={action}
      dismissLabel="Back"
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

  const back = screen.getByRole('button', { name: 'Back' });
  expect(within(back.parentElement!).getAllByRole('button')).toEqual([back]);
});
