import { screen } from '@testing-library/react';
import { renderPlugin } from '../../__testUtils__/renderPlugin';

it('has only the log for who administers a site', async () => {
  renderPlugin({ isAuditor: false });
  expect(await screen.findByText(/booked/)).toBeInTheDocument();
  expect(
    screen.getAllByRole('tab').map(({ textContent }) => textContent),
  ).toEqual(['Log']);
});
