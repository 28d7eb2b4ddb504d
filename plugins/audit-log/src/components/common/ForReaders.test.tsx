import { screen, waitFor } from '@testing-library/react';
import { createFakeServer } from '../../__testUtils__/fakeServer';
import { renderPage } from '../../__testUtils__/renderPage';
import { ForReaders } from './ForReaders';

function renderFor(options: { isAuditor: boolean; administers?: boolean }) {
  renderPage(
    <>
      <ForReaders>
        <a href="/audit-log">Audit log</a>
      </ForReaders>
      <p>Sidebar</p>
    </>,
    {
      server: createFakeServer({ administers: options.administers }),
      isAuditor: options.isAuditor,
    },
  );
}

it.each([
  ['auditors', { isAuditor: true }],
  ['who administers a site', { isAuditor: false, administers: true }],
])('shows its children to %s', async (_who, options) => {
  renderFor(options);
  expect(
    await screen.findByRole('link', { name: 'Audit log' }),
  ).toBeInTheDocument();
});

it('shows nothing to others', async () => {
  renderFor({ isAuditor: false });
  await screen.findByText('Sidebar');
  await expect(
    waitFor(() => screen.getByRole('link', { name: 'Audit log' }), {
      timeout: 1_500,
    }),
  ).rejects.toThrow();
});
