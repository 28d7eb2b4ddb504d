import type { Verdict } from '@callboard/backstage-plugin-reservations-common';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createFakeServer, freePreview } from '../../__testUtils__/fakeServer';
import { gpu1 } from '../../__testUtils__/inventory';
import { renderPage } from '../../__testUtils__/renderPage';
import { bookingFormQuery } from '../../hooks/useBookingDrawer';
import { ReservationsPage } from '../common/ReservationsPage';

jest.setTimeout(30_000);

const start = '2027-03-16T16:00:00.000Z';
const end = '2027-03-16T18:00:00.000Z';
const open = {
  start: '2027-03-16T15:00:00.000Z',
  end: '2027-03-16T17:00:00.000Z',
};
const at = `/${bookingFormQuery({
  resourceRefs: [gpu1.entityRef],
  start,
  end,
})}&tz=Europe/Rome`;
const page = <ReservationsPage>{null}</ReservationsPage>;

const closed: Verdict = {
  policy: 'opening-hours',
  result: 'deny',
  code: 'outside_opening_hours',
  message: 'GPU cluster 1 can be used while Campus is open.',
  passes: 'Tue, 16 Mar 2027, 16:00–18:00 CET',
  slot: open,
  resourceRef: gpu1.entityRef,
};
const quota: Verdict = {
  policy: 'quota',
  result: 'allow',
  use: {
    per: 'owner',
    ref: 'user:default/me',
    type: gpu1.type,
    of: 'hours',
    in: 'week',
    used: 12,
    wanted: 2,
    amount: 40,
  },
};

/** Closed from 18:00 in Rome; `mayOverride` for who looks after it. */
function closingServer(mayOverride = false) {
  const server = createFakeServer();
  server.answer(({ path, body }) => {
    if (path !== '/bookings/preview') {
      return undefined;
    }
    const late = body.end > open.end;
    const overridden = body.override !== undefined;
    return {
      body: {
        ...freePreview(body),
        mayOverride,
        verdicts: [
          ...(late
            ? [{ ...closed, ...(overridden ? { overridden } : {}) }]
            : []),
          quota,
        ],
      },
    };
  });
  return server;
}

describe('rules in the booking form', () => {
  it('offer the time that passes with one click, and say what is used', async () => {
    const server = closingServer();
    renderPage(page, { server, at });

    const take = await screen.findByRole('button', {
      name: /Take Tue 16 Mar.*, 16:00–18:00/,
    });
    expect(
      screen.getByText(/14 of 40 h that week with this booking/),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: /^Book GPU cluster 1/ }),
    ).toBeDisabled();
    expect(
      screen.queryByRole('checkbox', { name: 'Book anyway' }),
    ).not.toBeInTheDocument();
    await userEvent.click(take);

    await screen.findByText('Free at this time');
    const asked = server.callsOf('POST', '/bookings/preview');
    expect(asked.at(-1)!.body).toMatchObject(open);
  });

  it('are set aside by who may, with a reason', async () => {
    const server = closingServer(true);
    renderPage(page, { server, at });

    await userEvent.click(
      await screen.findByRole('checkbox', { name: 'Book anyway' }),
    );
    const submit = screen.getByRole('button', { name: 'Book anyway' });
    expect(submit).toBeDisabled();
    await userEvent.type(
      screen.getByRole('textbox', { name: /^Reason/ }),
      'A deadline',
    );
    expect(
      await screen.findByText(/Set aside: GPU cluster 1 can be used/),
    ).toBeInTheDocument();
    await waitFor(() => expect(submit).toBeEnabled());
    await userEvent.click(submit);

    await waitFor(() =>
      expect(server.callsOf('POST', '/bookings')[0]?.body).toMatchObject({
        start,
        end,
        override: { reason: 'A deadline' },
      }),
    );
  });

  it('ask for approval as information, not as a refusal', async () => {
    const server = createFakeServer();
    server.answer(({ path, body }) =>
      path === '/bookings/preview'
        ? {
            body: {
              ...freePreview(body),
              verdicts: [
                {
                  policy: 'approval',
                  result: 'approve',
                  message: 'The facility has to approve it.',
                },
              ],
            },
          }
        : undefined,
    );
    renderPage(page, { server, at });
    expect(
      await screen.findByText('The facility has to approve it.'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: /^Book GPU cluster 1/ }),
    ).toBeEnabled();
  });
});
