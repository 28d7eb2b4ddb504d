import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { anOffering, REDIS, someOptions } from '../../__testUtils__/examples';
import { createFakeServer } from '../../__testUtils__/fakeServer';
import { renderPage } from '../../__testUtils__/renderPage';
import { OfferingsPage } from './OfferingsPage';

const manager = someOptions({ actions: ['manage-offerings'] });
const document = { name: 'queue', title: 'Queue', category: 'messaging' };
const queue = anOffering({
  name: 'queue',
  title: 'Queue',
  version: 4,
  source: 'portal',
  document,
});

function show(at = '/', options = manager) {
  const server = createFakeServer({
    options,
    offerings: [anOffering({ document: { name: 'postgresql' } }), REDIS, queue],
  });
  server.answer(({ method, parts, body }) => {
    if (parts[0] !== 'offerings') return undefined;
    if (method === 'PATCH') {
      return { body: { ...queue, version: 5, ...body } };
    }
    return method === 'POST'
      ? { status: 201, body: { ...queue, ...body.document, version: 1 } }
      : undefined;
  });
  return { server, ...renderPage(<OfferingsPage />, { server, at }) };
}

async function rewrite(text: string) {
  const field = await screen.findByLabelText('Document (YAML or JSON)');
  await userEvent.clear(field);
  await userEvent.click(field);
  await userEvent.paste(text);
}

it('lists what is offered, and shows a document', async () => {
  show();
  await userEvent.click(
    await screen.findByRole('button', { name: 'Open PostgreSQL' }),
  );
  const dialog = within(await screen.findByRole('dialog'));
  expect(await dialog.findByText(/name: postgresql/)).toBeInTheDocument();
  expect(dialog.getByText(/It comes from a file/)).toBeInTheDocument();
  expect(dialog.queryByRole('button', { name: 'Edit' })).toBeNull();
  expect(screen.getByTestId('address')).toHaveTextContent(
    '?offering=postgresql',
  );
});

it('makes a new version of what was made here', async () => {
  const { server, toasts } = show('/?offering=queue');
  await userEvent.click(await screen.findByRole('button', { name: 'Edit' }));
  await rewrite('name: queue\ntitle: Message queue\n');
  await userEvent.click(
    screen.getByRole('button', { name: 'Save as version 5' }),
  );
  await waitFor(() => expect(toasts).toHaveLength(1));
  const [call] = server.callsOf('PATCH', '/offerings/queue');
  expect(call.headers.get('if-match')).toBe('"4"');
  expect(call.body).toEqual({
    document: { name: 'queue', title: 'Message queue' },
  });
});

it('says where in the document something is wrong', async () => {
  const { server } = show('/?form=new');
  server.answer(({ method }) =>
    method === 'POST'
      ? {
          status: 400,
          body: {
            error: { name: 'InputError', message: 'bad' },
            fields: [
              {
                field: 'document/operations/create',
                message: 'must not be missing',
              },
            ],
          },
        }
      : undefined,
  );
  await rewrite('name: [a');
  await userEvent.click(screen.getByRole('button', { name: 'Offer it' }));
  expect(await screen.findByRole('alert')).toHaveTextContent(/line \d+: /);
  expect(server.callsOf('POST', '/offerings')).toHaveLength(0);

  await rewrite('name: a');
  await userEvent.click(screen.getByRole('button', { name: 'Offer it' }));
  const problems = await screen.findByRole('list', {
    name: 'What is wrong with it',
  });
  expect(problems).toHaveTextContent('operations/create must not be missing');
});

it('sends the same document twice under one key', async () => {
  const { server } = show('/?offering=postgresql&form=new');
  expect(
    await screen.findByLabelText('Document (YAML or JSON)'),
  ).toHaveDisplayValue(/name: postgresql-copy/);
  let isDown = true;
  server.answer(({ method }) =>
    method === 'POST' && isDown ? { status: 503, body: {} } : undefined,
  );
  await userEvent.click(screen.getByRole('button', { name: 'Offer it' }));
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'Nothing was saved',
  );
  isDown = false;
  await userEvent.click(screen.getByRole('button', { name: 'Offer it' }));
  await waitFor(() =>
    expect(server.callsOf('POST', '/offerings')).toHaveLength(2),
  );
  const keys = server
    .callsOf('POST', '/offerings')
    .map(({ headers }) => headers.get('idempotency-key'));
  expect(keys[0]).toBeTruthy();
  expect(keys[1]).toBe(keys[0]);
});

it('asks before it archives', async () => {
  const { server, toasts } = show('/?offering=queue');
  await userEvent.click(await screen.findByRole('button', { name: 'Archive' }));
  const dialog = within(
    await screen.findByRole('dialog', { name: 'Archive Queue?' }),
  );
  expect(server.callsOf('PATCH', '/offerings/queue')).toHaveLength(0);
  await userEvent.click(dialog.getByRole('button', { name: 'Archive' }));
  await waitFor(() => expect(toasts).toHaveLength(1));
  expect(server.callsOf('PATCH', '/offerings/queue')[0].body).toEqual({
    status: 'archived',
  });
});

it('is for those who manage offerings', async () => {
  show('/', someOptions());
  expect(
    await screen.findByText('Offerings are managed by administrators'),
  ).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'New offering' })).toBeNull();
});
