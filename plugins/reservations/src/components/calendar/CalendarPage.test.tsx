import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router-dom';
import { createFakeServer } from '../../__testUtils__/fakeServer';
import { booking } from '../../__testUtils__/inventory';
import { renderPage } from '../../__testUtils__/renderPage';
import { CalendarPage } from './CalendarPage';

function Address() {
  return (
    <output data-testid="address">
      {decodeURIComponent(useLocation().search)}
    </output>
  );
}

const page = (
  <>
    <CalendarPage />
    <Address />
  </>
);
const at = '/?date=2027-03-16&tz=Europe/Rome';
const address = () => screen.getByTestId('address').textContent;

function useWidth(matches: boolean) {
  window.matchMedia = query =>
    ({
      matches: matches && query.includes('max-width'),
      media: query,
      addListener: () => {},
      removeListener: () => {},
      addEventListener: () => {},
      removeEventListener: () => {},
    }) as unknown as MediaQueryList;
}

describe('the calendar', () => {
  beforeEach(() => useWidth(false));

  it('names each booking for a screen reader, and Enter opens it', async () => {
    const server = createFakeServer([booking()]);
    renderPage(page, { server, at });
    const event = await screen.findByRole('button', {
      name: 'GPU run, Tuesday 16 March, 9 to 12, GPU cluster 1, confirmed',
    });
    event.focus();
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(address()).toContain('booking=0000'));
    expect(
      await screen.findByRole('dialog', { name: 'GPU run' }),
    ).toBeInTheDocument();
  });

  it('asks for the week in the zone on screen, narrowed by the address', async () => {
    const server = createFakeServer();
    renderPage(page, {
      server,
      at: `${at}&type=gpu-cluster&mine=1&site=domain:default/campus`,
    });
    await screen.findByRole('heading', { name: '15–21 March 2027' });
    await waitFor(() =>
      expect(server.callsOf('GET', '/calendar')).toHaveLength(1),
    );
    const [{ query }] = server.callsOf('GET', '/calendar');
    expect([...query]).toEqual([
      ['from', '2027-03-14T23:00:00.000Z'],
      ['to', '2027-03-21T23:00:00.000Z'],
      ['site', 'domain:default/campus'],
      ['type', 'gpu-cluster'],
      ['owner', 'me'],
    ]);
  });

  it('keeps view and date in the address', async () => {
    renderPage(page, { server: createFakeServer(), at });
    await userEvent.click(await screen.findByRole('button', { name: 'Later' }));
    expect(address()).toContain('date=2027-03-23');
    await userEvent.click(screen.getByRole('radio', { name: 'Month' }));
    expect(address()).toContain('view=month');
    expect(
      screen.getByRole('heading', { name: 'March 2027' }),
    ).toBeInTheDocument();
  });

  it('answers to keys', async () => {
    renderPage(page, { server: createFakeServer(), at });
    await screen.findByRole('heading', { name: '15–21 March 2027' });
    await userEvent.keyboard('/');
    expect(screen.getByLabelText('Search bookings')).toHaveFocus();
    await userEvent.keyboard('n');
    expect(address()).not.toContain('book=');
    await userEvent.clear(screen.getByLabelText('Search bookings'));
    act(() => screen.getByLabelText('Search bookings').blur());
    await userEvent.keyboard('?');
    const help = await screen.findByRole('dialog', {
      name: 'Keyboard shortcuts',
    });
    await userEvent.click(within(help).getByRole('button', { name: 'Close' }));
    await userEvent.keyboard('n');
    expect(
      await screen.findByRole('dialog', { name: 'New booking' }),
    ).toBeInTheDocument();
  });

  it('is a list by day on a small screen', async () => {
    useWidth(true);
    const server = createFakeServer([
      booking(),
      booking({
        id: '00000000-0000-4000-8000-000000000099',
        title: 'Evaluation',
        status: 'pending',
        start: '2027-03-17T10:00:00.000Z',
        end: '2027-03-17T11:00:00.000Z',
      }),
    ]);
    renderPage(page, { server, at });
    const tuesday = await screen.findByRole('region', { name: /^Tue 16 Mar/ });
    expect(
      within(tuesday).getByRole('button', { name: /09:00–12:00.*GPU run/ }),
    ).toBeInTheDocument();
    expect(within(tuesday).queryByText('Evaluation')).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: /Evaluation/ }));
    expect(
      await screen.findByRole('dialog', { name: 'Evaluation' }),
    ).toBeInTheDocument();
  });
});
