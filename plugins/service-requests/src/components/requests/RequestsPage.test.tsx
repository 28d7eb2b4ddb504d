import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  aRequest,
  minutesAgo,
  REVIEWER,
  uuid,
} from '../../__testUtils__/examples';
import { createFakeServer } from '../../__testUtils__/fakeServer';
import { renderPage } from '../../__testUtils__/renderPage';
import { RequestsPage } from './RequestsPage';
import { ReviewPage } from './ReviewPage';

describe('my requests', () => {
  it('lists them with how they stand, and narrows them in the address', async () => {
    const server = createFakeServer({
      requests: [
        aRequest(),
        aRequest({ id: uuid(8), title: 'Redis cache', status: 'ready' }),
      ],
    });
    renderPage(<RequestsPage />, { server });
    const list = within(await screen.findByRole('list', { name: 'Requests' }));
    const [first] = list.getAllByRole('listitem');
    expect(
      within(first).getByRole('link', { name: 'PostgreSQL orders in staging' }),
    ).toHaveAttribute('href', `/service-requests/requests/${uuid(1)}`);
    expect(first).toHaveTextContent('Waiting for review');
    expect(first).toHaveTextContent('+€62 / month');
    expect(server.callsOf('GET', '/requests')[0].query.get('mine')).toBe(
      'true',
    );

    await userEvent.click(screen.getByRole('button', { name: /State/ }));
    await userEvent.click(await screen.findByRole('option', { name: 'Done' }));
    await waitFor(() => expect(list.getAllByRole('listitem')).toHaveLength(1));
    expect(screen.getByTestId('address')).toHaveTextContent('?status=done');
    expect(
      server.callsOf('GET', '/requests').at(-1)!.query.getAll('status'),
    ).toEqual(['ready', 'removed']);
  });

  it('says what would be here, and where to begin', async () => {
    renderPage(<RequestsPage />, { server: createFakeServer() });
    expect(
      await screen.findByText('You have not requested anything yet'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'See what is offered' }),
    ).toHaveAttribute('href', '/service-requests/catalogue');
  });
});

describe('the queue of reviews', () => {
  const waiting = (number: number, over: object) =>
    aRequest({
      id: uuid(number),
      title: `Request ${number}`,
      actions: ['approve'],
      ...over,
    });

  it('says how long each waits, what is late, and who has it', async () => {
    const server = createFakeServer({
      requests: [
        waiting(1, { submittedAt: minutesAgo(1500), dueAt: minutesAgo(60) }),
        waiting(2, {
          submittedAt: minutesAgo(180),
          dueAt: minutesAgo(180 - 24 * 60),
          claim: { by: REVIEWER, at: minutesAgo(5) },
          verdicts: [{ policy: 'p', result: 'warn', message: 'x' }],
        }),
      ],
    });
    renderPage(<ReviewPage />, { server });
    const rows = within(
      await screen.findByRole('list', { name: 'Review' }),
    ).getAllByRole('listitem');
    expect(rows[0]).toHaveTextContent(/waiting 1 d 1 h of 1 d.*overdue by 1 h/);
    expect(rows[0]).toHaveTextContent('nobody has it');
    expect(rows[1]).toHaveTextContent('waiting 3 h of 1 d');
    expect(rows[1]).toHaveTextContent('with reviewer');
    expect(rows[1]).toHaveTextContent('one warning');
    const { query } = server.callsOf('GET', '/requests')[0];
    expect([query.get('reviewable'), query.get('order')]).toEqual([
      'true',
      'due',
    ]);
  });

  it('goes from row to row by the arrows', async () => {
    const server = createFakeServer({
      requests: [waiting(1, {}), waiting(2, {}), waiting(3, {})],
    });
    renderPage(<ReviewPage />, { server });
    const link = (number: number) =>
      screen.getByRole('link', { name: `Request ${number}` });
    (await screen.findByRole('link', { name: 'Request 1' })).focus();
    await userEvent.keyboard('{ArrowDown}');
    expect(link(2)).toHaveFocus();
    await userEvent.keyboard('{End}');
    expect(link(3)).toHaveFocus();
    await userEvent.keyboard('{ArrowUp}');
    expect(link(2)).toHaveFocus();
  });

  it('is glad where nothing waits', async () => {
    renderPage(<ReviewPage />, { server: createFakeServer() });
    expect(
      await screen.findByText('Nothing waits for your review'),
    ).toBeInTheDocument();
  });
});
