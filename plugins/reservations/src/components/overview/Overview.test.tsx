import type { Overview } from '@callboard/backstage-plugin-reservations-common';
import { screen, waitFor, within } from '@testing-library/react';
import { createFakeServer } from '../../__testUtils__/fakeServer';
import { booking } from '../../__testUtils__/inventory';
import { renderPage } from '../../__testUtils__/renderPage';
import { OverviewPage } from './OverviewPage';

const overview: Overview = {
  at: '2027-03-16T08:00:00.000Z',
  mine: { active: 1, upcoming: 3, next: [booking()] },
  freeNow: [
    { type: 'gpu-cluster', title: 'GPU cluster', free: 1, total: 3 },
    { type: 'microscope', title: 'Microscope', free: 0, total: 1 },
  ],
  needs: {
    approvals: 2,
    offers: 1,
    checkIns: 0,
    problems: 0,
    failedDeliveries: 4,
  },
  use: {
    today: 0.25,
    week: 0.125,
    trend: [
      { date: '2027-03-15', share: 0.1, hours: 12 },
      { date: '2027-03-16', share: 0.25, hours: 30 },
    ],
  },
};

function show(answer: Partial<Overview>) {
  const server = createFakeServer();
  server.answer(({ path }) =>
    path === '/overview' ? { body: { ...overview, ...answer } } : undefined,
  );
  renderPage(<OverviewPage />, { server, at: '/?tz=Europe/Rome' });
  return server;
}

describe('the overview', () => {
  it('says what needs me, what is mine, what is free and how busy it is', async () => {
    const server = show({});
    const needs = await screen.findByRole('region', { name: 'Needs you' });
    expect(within(needs).getAllByRole('listitem')).toHaveLength(3);
    expect(needs).toHaveTextContent('1 slot is held for you');
    expect(needs).toHaveTextContent('2 bookings wait for your approval');
    expect(needs).toHaveTextContent('4 webhook deliveries failed');

    const mine = screen.getByRole('region', { name: 'My bookings' });
    expect(mine).toHaveTextContent('1 under way, 3 to come');
    expect(
      within(mine).getByRole('button', { name: /^GPU run/ }),
    ).toBeInTheDocument();

    const free = screen.getByRole('region', { name: 'Free now' });
    expect(free).toHaveTextContent('GPU cluster1 of 3');
    expect(free).toHaveTextContent('Microscope0 of 1');

    const use = screen.getByRole('region', { name: 'How busy it is' });
    expect(use).toHaveTextContent('Today25%');
    expect(use).toHaveTextContent('Last seven days12.5%');
    expect(use).toHaveTextContent(/Tue 16 Mar.*: 25%/);
    expect(server.callsOf('GET', '/overview')[0].query.get('zone')).toBe(
      'Europe/Rome',
    );
  });

  const showTo = (scope: string) => {
    const figures = { bookings: 3, bookedMinutes: 1_200 };
    const rows = [{ key: 'gpu', title: 'GPU cluster', ...figures }];
    const answers: Record<string, object> = {
      '/overview': overview,
      '/reports/usage': { scope, totals: figures, rows },
      '/me/team': { items: ['group:default/lab'] },
    };
    const server = createFakeServer();
    server.answer(({ path }) =>
      path in answers ? { body: answers[path] } : undefined,
    );
    renderPage(<OverviewPage />, { server, at: '/?tz=Europe/Rome' });
    return server;
  };

  it('shows who leads a team what that has used', async () => {
    showTo('team');
    const team = await screen.findByRole('region', { name: 'Your team' });
    expect(team).toHaveTextContent('Booked in the last seven days20 h');
    expect(team).toHaveTextContent('Bookings3');
    expect(team).toHaveTextContent('GPU cluster20 h');
  });

  it('says nothing of a team whose figures are not alone', async () => {
    const server = showTo('sites');
    await screen.findByRole('region', { name: 'How busy it is' });
    await waitFor(() =>
      expect(server.callsOf('GET', '/reports/usage')).toHaveLength(1),
    );
    expect(
      screen.queryByRole('region', { name: 'Your team' }),
    ).not.toBeInTheDocument();
  });

  it('says so where nothing is', async () => {
    show({
      mine: { active: 0, upcoming: 0, next: [] },
      freeNow: [],
      needs: {
        approvals: 0,
        offers: 0,
        checkIns: 0,
        problems: 0,
        failedDeliveries: 0,
      },
    });
    expect(await screen.findByText('Nothing waits for you.')).toBeVisible();
    expect(screen.getByText('You have nothing booked.')).toBeVisible();
    expect(screen.getByText('There is nothing to book here.')).toBeVisible();
  });
});
