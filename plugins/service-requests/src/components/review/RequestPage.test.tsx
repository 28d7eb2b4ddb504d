import type { Request } from '@callboard/backstage-plugin-service-requests-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  aRequest,
  HASH,
  minutesAgo,
  REVIEWER,
  uuid,
} from '../../__testUtils__/examples';
import { createFakeServer } from '../../__testUtils__/fakeServer';
import { renderPage } from '../../__testUtils__/renderPage';
import { RequestsPage } from '../requests/RequestsPage';

const DECIDES: Request['actions'] = [
  'claim',
  'approve',
  'request-changes',
  'reject',
  'comment',
];

function open(request: Request, user = REVIEWER) {
  const server = createFakeServer({ requests: [request] });
  const view = renderPage(<RequestsPage />, {
    server,
    at: `/${request.id}`,
    user,
  });
  return { server, ...view };
}

const press = async (name: string | RegExp) =>
  userEvent.click(await screen.findByRole('button', { name }));

it('says what it does, costs and where it stands', async () => {
  open(
    aRequest({
      actions: DECIDES,
      approvalsNeeded: 2,
      verdicts: [{ policy: 'size', result: 'warn', message: 'It is large.' }],
      risk: { level: 'brief', reasons: ['It restarts.'] },
    }),
  );
  const panel = within(
    await screen.findByRole('complementary', { name: 'What this does' }),
  );
  expect(panel.getByText(/€0 → €62 \/ month/)).toBeInTheDocument();
  expect(panel.getByText('It restarts.')).toBeInTheDocument();
  expect(panel.getByText('0 of 2 approved')).toBeInTheDocument();
  expect(screen.getByText(/waiting 3 h of 1 d/)).toBeInTheDocument();
  const way = within(screen.getByRole('list', { name: 'Its way' }));
  expect(way.getByText('Reviewed').closest('li')).toHaveAttribute(
    'aria-current',
    'step',
  );
  const file = await screen.findByRole('region', {
    name: 'services/staging/eu-west-1/orders/instance.yaml',
  });
  expect(file).toHaveTextContent('kind: Instance');
  await userEvent.click(screen.getByRole('tab', { name: 'Policy (1)' }));
  expect(await screen.findByText('It is large.')).toBeInTheDocument();
  expect(screen.getByTestId('address')).toHaveTextContent('?part=policy');
});

it('approves exactly the revision and the manifests that were read', async () => {
  const { server, toasts } = open(aRequest({ actions: DECIDES }));
  await press('Approve…');
  expect(
    await screen.findByText(/holds for revision 1 with exactly these files/),
  ).toBeInTheDocument();
  expect(
    screen.getByText(/the request is approved and the pull request is opened/),
  ).toBeInTheDocument();
  await press('Approve revision 1');
  await waitFor(() => expect(toasts[0]?.title).toBe('Approved'));
  expect(
    server.callsOf('POST', `/requests/${uuid(1)}/approve`)[0].body,
  ).toEqual({ revision: 1, manifestHash: HASH });
  expect(await screen.findByText('1 of 1 approved')).toBeInTheDocument();
  expect(
    await screen.findByRole('button', { name: 'Merge…' }),
  ).toBeInTheDocument();
});

it('does not let somebody approve what they have not read', async () => {
  const { server } = open(aRequest({ actions: DECIDES }));
  expect(await screen.findByRole('button', { name: 'Approve…' })).toBeEnabled();
  server.things.requests[0] = {
    ...server.things.requests[0],
    revision: 2,
    version: 9,
  };
  expect(await screen.findByText('Revision 2 has come')).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Approve…' })).toBeDisabled();
  await press('Read revision 2');
  expect(screen.getByRole('button', { name: 'Approve…' })).toBeEnabled();
});

it('says so where it has moved on, with the way there', async () => {
  const { server } = open(aRequest({ actions: DECIDES }));
  server.answer(({ parts }) =>
    parts[2] === 'approve'
      ? {
          status: 409,
          body: {
            error: { name: 'ConflictError', message: 'Revision 2 is there.' },
          },
        }
      : undefined,
  );
  await press('Approve…');
  await press('Approve revision 1');
  expect(await screen.findByText('Revision 2 is there.')).toBeInTheDocument();
  await press('Show it as it is now');
  await waitFor(() =>
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
  );
});

it('says which rule denies an approval now', async () => {
  const { server } = open(aRequest({ actions: DECIDES }));
  server.answer(({ parts }) =>
    parts[2] === 'approve'
      ? {
          status: 403,
          body: {
            error: { name: 'NotAllowedError', message: 'no' },
            verdicts: [
              { policy: 'backup', result: 'deny', message: 'Keep backups.' },
            ],
          },
        }
      : undefined,
  );
  await press('Approve…');
  await press('Approve revision 1');
  expect(await screen.findByText('Keep backups.')).toBeInTheDocument();
});

it('sends back with a reason, and not without', async () => {
  const { server } = open(aRequest({ actions: DECIDES }));
  await press('Send back…');
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.click(dialog.getByRole('button', { name: 'Send back…' }));
  expect(dialog.getByText(/Say why/)).toBeInTheDocument();
  await userEvent.type(
    dialog.getByRole('textbox', { name: /What should change/ }),
    'Smaller, please.',
  );
  await userEvent.click(dialog.getByRole('button', { name: 'Send back…' }));
  await waitFor(() =>
    expect(
      server.callsOf('POST', `/requests/${uuid(1)}/request-changes`)[0]?.body,
    ).toEqual({ comment: 'Smaller, please.' }),
  );
  expect(
    await screen.findByText('The reviewer asks for a change'),
  ).toBeInTheDocument();
});

it('takes the review, and gives it back', async () => {
  open(aRequest({ actions: DECIDES }));
  await press('Take the review');
  expect(await screen.findByText('you have it')).toBeInTheDocument();
  await press('Give the review back');
  expect(await screen.findByText('nobody has it')).toBeInTheDocument();
});

it('names a deputy who is found in the catalog', async () => {
  const claim = { by: REVIEWER, at: minutesAgo(5) };
  const request = aRequest({ actions: DECIDES, status: 'in_review', claim });
  const { server, toasts } = open(request);
  await press('Name a deputy…');
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.queryByRole('button', { name: 'Name' })).toBeNull();
  await userEvent.type(
    dialog.getByRole('combobox', { name: 'Deputy' }),
    'second',
  );
  await userEvent.click(
    await screen.findByRole('option', { name: /second reviewer/ }),
  );
  expect(screen.queryByRole('option', { name: /payments/ })).toBeNull();
  await userEvent.click(await dialog.findByRole('button', { name: 'Name' }));
  await waitFor(() => expect(toasts).toHaveLength(1));
  const [call] = server.callsOf('POST', `/requests/${request.id}/claim`);
  expect(call.body).toEqual({ deputy: 'user:default/second-reviewer' });
});

it('wants the name typed before something goes', async () => {
  const [item] = aRequest().items;
  const { server } = open(
    aRequest({
      status: 'pr_open',
      actions: ['merge'],
      items: [{ ...item, operation: 'decommission' }],
    }),
  );
  await press('Merge…');
  await press('Merge and delete');
  expect(server.callsOf('POST', `/requests/${uuid(1)}/merge`)).toHaveLength(0);
  await userEvent.type(
    screen.getByRole('textbox', { name: 'Type orders to confirm' }),
    'orders',
  );
  await press('Merge and delete');
  await waitFor(() =>
    expect(
      server.callsOf('POST', `/requests/${uuid(1)}/merge`)[0]?.body,
    ).toEqual({ confirm: 'orders' }),
  );
});

it('shows whoever asked what became of each region', async () => {
  const [item] = aRequest().items;
  open(
    aRequest({
      status: 'degraded',
      statusReason: 'One region has failed.',
      actions: [],
      regions: ['eu-west-1', 'eu-central-1'],
      items: [
        {
          ...item,
          status: 'degraded',
          placements: [
            {
              region: 'eu-west-1',
              serviceId: uuid(3),
              status: 'ready',
              endpoint: 'orders.example:5432',
            },
            {
              region: 'eu-central-1',
              serviceId: uuid(4),
              status: 'degraded',
              message: 'No capacity.',
            },
          ],
        },
      ],
    }),
  );
  const items = within(
    await screen.findByRole('region', { name: 'What is asked for' }),
  );
  expect(items.getByRole('link', { name: 'eu-west-1' })).toHaveAttribute(
    'href',
    `/service-requests/services/${uuid(3)}`,
  );
  expect(items.getByText('orders.example:5432')).toBeInTheDocument();
  expect(items.getByText('No capacity.')).toBeInTheDocument();
  expect(screen.getByText('One region has failed.')).toBeInTheDocument();
});

it('tells what was said and what happened in one order', async () => {
  const { server } = open(aRequest({ actions: ['comment'] }));
  server.answer(({ method, parts }) => {
    if (method !== 'GET') return undefined;
    if (parts[2] === 'comments') {
      return {
        body: {
          items: [
            {
              id: uuid(41),
              author: REVIEWER,
              body: 'Why so large?',
              at: minutesAgo(20),
              revision: 1,
            },
          ],
        },
      };
    }
    return parts[2] === 'timeline'
      ? {
          body: {
            items: [
              {
                id: uuid(42),
                type: 'request.submitted',
                at: minutesAgo(30),
                actor: 'user:default/developer',
              },
              {
                id: uuid(43),
                type: 'request.commented',
                at: minutesAgo(20),
                actor: REVIEWER,
              },
              {
                id: uuid(44),
                type: 'request.changed',
                at: minutesAgo(10),
                actor: 'user:default/developer',
                revision: 2,
              },
            ],
          },
        }
      : undefined;
  });
  await userEvent.click(await screen.findByRole('tab', { name: /Discussion/ }));
  const entries = within(
    await screen.findByRole('list', { name: 'Discussion' }),
  ).getAllByRole('listitem');
  expect(entries.map(entry => entry.textContent)).toEqual([
    expect.stringContaining('Handed it in'),
    expect.stringContaining('Why so large?'),
    expect.stringContaining('Changed it (revision 2)'),
  ]);
  await userEvent.type(
    screen.getByRole('textbox', { name: 'Say something' }),
    'Because of the index.',
  );
  await press('Comment');
  await waitFor(() =>
    expect(
      server.callsOf('POST', `/requests/${uuid(1)}/comments`)[0]?.body,
    ).toEqual({ comment: 'Because of the index.' }),
  );
});

it('offers to renew what the repository has overtaken', async () => {
  const { server } = open(
    aRequest({ status: 'pr_conflict', actions: ['rebase', 'update'] }),
  );
  await press('Renew it');
  await waitFor(() =>
    expect(server.callsOf('POST', `/requests/${uuid(1)}/rebase`)).toHaveLength(
      1,
    ),
  );
});

it('says so where there is no such request', async () => {
  renderPage(<RequestsPage />, {
    server: createFakeServer(),
    at: `/${uuid(99)}`,
  });
  expect(
    await screen.findByText('The request could not be loaded'),
  ).toBeInTheDocument();
});
