import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router-dom';
import { createFakeServer } from '../../__testUtils__/fakeServer';
import { cloud } from '../../__testUtils__/inventory';
import { renderPage } from '../../__testUtils__/renderPage';
import { HeaderControls } from './HeaderControls';

function Address() {
  return <output>{decodeURIComponent(useLocation().search)}</output>;
}

const header = (
  <>
    <HeaderControls />
    <Address />
  </>
);

describe('the site selector', () => {
  afterEach(() => localStorage.clear());

  it('keeps the choice in the address and remembers it', async () => {
    const server = createFakeServer();
    const first = renderPage(header, { server });
    await userEvent.click(
      await screen.findByRole('button', { name: /^Site|All sites/ }),
    );
    await userEvent.click(await screen.findByRole('option', { name: 'Cloud' }));
    expect(screen.getByRole('status')).toHaveTextContent(
      `?site=${cloud.entityRef}`,
    );
    first.unmount();

    renderPage(header, { server: createFakeServer() });
    expect(
      await screen.findByText(`?site=${cloud.entityRef}`),
    ).toBeInTheDocument();
  });

  it('lets a link that says "all" win over what is remembered', async () => {
    localStorage.setItem('callboard.reservations.site', cloud.entityRef);
    renderPage(header, { server: createFakeServer(), at: '/?site=all' });
    expect(
      await screen.findByRole('button', { name: /All sites/ }),
    ).toBeInTheDocument();
  });
});
