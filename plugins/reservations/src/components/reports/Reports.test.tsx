import type { UsageReport } from '@callboard/backstage-plugin-reservations-common';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createFakeServer } from '../../__testUtils__/fakeServer';
import { renderPage } from '../../__testUtils__/renderPage';
import { ReportsPage } from './ReportsPage';

const figures = {
  bookings: 12,
  bookedMinutes: 90,
  bufferMinutes: 60,
  noShows: 2,
  noShowMinutes: 120,
  cancelled: 3,
  cancelledMinutes: 180,
  releasedEarly: 1,
  releasedMinutes: 30,
  usedMinutes: 90,
  capacityMinutes: 900,
  maintenanceMinutes: 0,
  utilisation: 0.1,
  costs: [
    { currency: 'EUR', amount: 36 },
    { currency: 'USD', amount: 5.5 },
  ],
};

const hours = Array.from({ length: 24 }, () => ({
  usedMinutes: 0,
  capacityMinutes: 60,
}));

const report: UsageReport = {
  from: '2027-03-01T00:00:00.000Z',
  to: '2027-03-03T00:00:00.000Z',
  zone: 'Europe/Rome',
  hours: 'all',
  groupBy: 'resource',
  scope: 'all',
  rowsOverlap: false,
  totals: figures,
  rows: [
    { key: 'resource:default/gpu-1', title: 'GPU 1', ...figures },
    { key: '', title: '', ...figures, utilisation: undefined },
  ],
  trend: {
    step: 'day',
    points: [
      { date: '2027-03-01', usedMinutes: 90, capacityMinutes: 450 },
      { date: '2027-03-02', usedMinutes: 0, capacityMinutes: 450 },
    ],
  },
  peakHours: Array.from({ length: 7 }, (_, day) =>
    hours.map((cell, hour) =>
      day === 1 && hour === 9 ? { ...cell, usedMinutes: 45 } : cell,
    ),
  ),
};

function show(body: Partial<UsageReport> = {}, at = '/') {
  const server = createFakeServer();
  server.answer(({ path, query }) =>
    path === '/reports/usage'
      ? {
          body: {
            ...report,
            groupBy: query.get('groupBy') as UsageReport['groupBy'],
            ...body,
          },
        }
      : undefined,
  );
  renderPage(<ReportsPage />, { server, at });
  const asked = () => server.callsOf('GET', '/reports/usage').at(-1)!.query;
  return { server, asked };
}

describe('Reports', () => {
  it('shows key figures and says what each counts', async () => {
    show();
    const totals = await screen.findByRole('region', { name: 'Key figures' });
    const shown = within(totals)
      .getAllByRole('definition')
      .map(one => one.textContent);
    expect(shown).toEqual([
      '10%',
      '1.5 h',
      '22 h',
      '33 h',
      '10.5 h',
      '€36.00 + $5.50',
    ]);
    await userEvent.tab();
    const about = within(totals).getByRole('button', {
      name: 'What No-shows means',
    });
    act(() => about.focus());
    expect(await screen.findByRole('tooltip')).toHaveTextContent(
      'Bookings to which nobody came, and the time that was booked for them: 2 h.',
    );
  });

  it('says when it is busy, in words too', async () => {
    show();
    const peak = await screen.findByRole('region', { name: 'Peak hours' });
    expect(
      within(peak).getByText('Busiest: Tuesday, 09:00–10:00 (75%)'),
    ).toBeVisible();
    const tuesday = within(peak).getByRole('row', { name: /Tue/ });
    expect(within(tuesday).getAllByRole('cell')[9]).toHaveTextContent('75%');
    const trend = screen.getByRole('region', { name: 'Over time' });
    const rows = within(trend).getAllByRole('row', { hidden: true });
    expect(rows.map(row => row.textContent)).toEqual([
      'FromBookedUtilisation',
      '1 Mar1.5 h20%',
      '2 Mar0 h0%',
    ]);
  });

  it('breaks down by what is chosen, and keeps it in the address', async () => {
    const { asked } = show();
    expect(await screen.findByText('GPU 1')).toBeVisible();
    expect(asked().get('groupBy')).toBe('resource');
    await userEvent.click(screen.getByRole('radio', { name: 'Project' }));
    expect(await screen.findByText('No project')).toBeVisible();
    expect(asked().get('groupBy')).toBe('project');
  });

  it('says that rows of groups add up to more', async () => {
    show({ rowsOverlap: true }, '/?by=group');
    expect(await screen.findByText(/counts in each of them/)).toBeVisible();
    expect(
      screen.getByRole('rowheader', { name: 'All, each booking once' }),
    ).toBeVisible();
  });

  it('takes days of one’s own', async () => {
    const { asked } = show(
      {},
      '/?range=own&from=2027-03-01&to=2027-03-02&tz=Europe/Rome&hours=open',
    );
    await screen.findByText('GPU 1');
    expect(asked().get('from')).toBe('2027-02-28T23:00:00.000Z');
    expect(asked().get('to')).toBe('2027-03-02T23:00:00.000Z');
    expect(asked().get('hours')).toBe('open');
  });

  it('says when the days are none', async () => {
    show({}, '/?range=own&from=2027-03-03&to=2027-03-02');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The last day is before the first one.',
    );
  });

  it('has hours instead of shares for who sees a team only', async () => {
    const { utilisation: _, usedMinutes: __, ...totals } = figures;
    show({
      scope: 'team',
      totals: { ...totals, capacityMinutes: undefined },
      rows: [{ key: 'user:default/ana', title: 'Ana', ...totals }],
      trend: {
        step: 'day',
        points: [{ date: '2027-03-01', usedMinutes: 90, capacityMinutes: 0 }],
      },
    });
    expect(await screen.findByText(/bookings of your team/)).toBeVisible();
    expect(screen.queryByText('Utilisation')).not.toBeInTheDocument();
    expect(screen.getByRole('columnheader', { name: 'Share' })).toBeVisible();
  });

  it('says what would be here when nothing was booked', async () => {
    show({
      totals: {
        ...figures,
        bookings: 0,
        noShows: 0,
        cancelled: 0,
        releasedEarly: 0,
      },
    });
    expect(
      await screen.findByText('Nothing was booked in this period'),
    ).toBeVisible();
  });

  it('tells who may not have it for whom it is', async () => {
    const { server } = show();
    server.answer(({ path }) =>
      path === '/reports/usage'
        ? { status: 403, body: { error: { name: 'NotAllowedError' } } }
        : undefined,
    );
    expect(
      await screen.findByText(/for those who answer for what is used/),
    ).toBeVisible();
  });

  it('hands out a file', async () => {
    const { server } = show();
    URL.createObjectURL = () => 'blob:x';
    const click = jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(() => {});
    await screen.findByText('GPU 1');
    await userEvent.click(screen.getByRole('button', { name: 'Download CSV' }));
    await waitFor(() =>
      expect(
        server.callsOf('GET', '/reports/usage').at(-1)!.query.get('format'),
      ).toBe('csv'),
    );
    await waitFor(() => expect(click).toHaveBeenCalled());
    click.mockRestore();
  });
});
