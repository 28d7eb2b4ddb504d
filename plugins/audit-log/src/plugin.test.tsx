import { screen } from '@testing-library/react';
import { renderPlugin } from './__testUtils__/renderPlugin';

it('opens with the log, and has the tabs that an auditor may use', async () => {
  renderPlugin({ isAuditor: true });
  expect(await screen.findByText(/booked/)).toBeInTheDocument();
  expect(
    screen.getAllByRole('tab').map(({ textContent }) => textContent),
  ).toEqual(['Log', 'Integrity', 'Access review']);
});
