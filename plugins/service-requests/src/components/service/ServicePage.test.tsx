import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  aService,
  DEVELOPER,
  minutesAgo,
  uuid,
} from '../../__testUtils__/examples';
import { createFakeServer } from '../../__testUtils__/fakeServer';
import { renderPage } from '../../__testUtils__/renderPage';
import { ServiceRequestsPage } from '../common/ServiceRequestsPage';
import { ServicePage } from './ServicePage';

function show(
  more: Parameters<typeof aService>[0] = {},
  options: {
    prepare?: (server: ReturnType<typeof createFakeServer>) => void;
    at?: string;
  } = {},
) {
  const service = aService(more);
  const server = createFakeServer({ services: [service] });
  options.prepare?.(server);
  const view = renderPage(
    <ServiceRequestsPage>
      <ServicePage id={service.id} />
    </ServiceRequestsPage>,
    { server, at: options.at },
  );
  return { server, ...view };
}

const region = async (name: string) =>
  within(await screen.findByRole('region', { name }));

it('says how it is, why, and since when, and that it is a sandbox', async () => {
  show({ status: 'degraded', statusReason: 'ReconcileError: no such subnet' });
  expect(
    await screen.findByRole('heading', { name: 'orders' }),
  ).toBeInTheDocument();
  expect(screen.getByText('Degraded')).toBeInTheDocument();
  expect(
    screen.getByText('ReconcileError: no such subnet'),
  ).toBeInTheDocument();
  expect(screen.getByText(/^since .*1 h ago/)).toBeInTheDocument();
  expect(
    screen.getByText('Sandbox: nothing of it is real'),
  ).toBeInTheDocument();
  const facts = await region('Facts');
  expect(
    facts.getByRole('button', { name: 'Copy: Endpoint orders' }),
  ).toBeInTheDocument();
  expect(facts.getByText('€62 / month')).toBeInTheDocument();
});

it('leads to the form, filled in, for what may be done', async () => {
  show({ actions: ['scale', 'decommission'] });
  const actions = within(
    await screen.findByRole('group', { name: 'What can be done' }),
  );
  const links = actions.getAllByRole('link');
  expect(links.map(link => link.textContent)).toEqual([
    'Scale',
    'Decommission',
  ]);
  expect(decodeURIComponent(links[0].getAttribute('href')!)).toBe(
    '/service-requests/new?offering=postgresql&operation=scale&target=resource:default/staging-eu-west-1-orders',
  );
});

it('offers nothing to who may only look', async () => {
  show({ actions: [] });
  await region('Facts');
  expect(screen.queryByRole('group', { name: 'What can be done' })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Extend' })).toBeNull();
  expect(screen.queryByText('Sandbox behaviour')).toBeNull();
});

it('puts what is beside what was merged, and says what has drifted', async () => {
  show({
    parameters: { size: 'large', backup: { retentionDays: 7 } },
    observed: { size: 'small' },
    drift: [
      {
        field: 'spec.forProvider.instanceClass',
        desired: 'db.t4g.large',
        observed: 'db.t4g.small',
      },
    ],
  });
  const parameters = await region('Parameters');
  await parameters.findByRole('rowheader', { name: 'Size' });
  const row = (name: string) =>
    within(parameters.getByRole('rowheader', { name }).closest('tr')!);
  expect(row('Size').getByText('large')).toBeInTheDocument();
  expect(row('Size').getByText('small')).toBeInTheDocument();
  expect(row('Size').getByText('differs')).toBeInTheDocument();
  expect(row('Kept for days').getByText('not reported')).toBeInTheDocument();
  expect(
    screen.getByText(
      'spec.forProvider.instanceClass: merged db.t4g.large, is db.t4g.small',
    ),
  ).toBeInTheDocument();
});

it('tells how it was scaled, by whom and with which request', async () => {
  show(
    {},
    {
      prepare: server =>
        server.answer(({ parts }) =>
          parts[2] === 'history'
            ? {
                body: {
                  items: [
                    {
                      id: uuid(41),
                      at: minutesAgo(60),
                      appliedAt: minutesAgo(50),
                      operation: 'scale',
                      requestId: uuid(8),
                      actor: DEVELOPER,
                      changes: [
                        { parameter: 'size', before: 'small', after: 'large' },
                      ],
                    },
                    {
                      id: uuid(40),
                      at: minutesAgo(600),
                      operation: 'create',
                      requestId: uuid(1),
                      changes: [{ parameter: 'size', after: 'small' }],
                    },
                  ],
                },
              }
            : undefined,
        ),
    },
  );
  const history = await region('History');
  const [scaled, created] = await history
    .findAllByRole('listitem', {
      name: '',
    })
    .then(items => items.filter(item => item.querySelector('strong')));
  expect(scaled).toHaveTextContent('Scaled');
  expect(scaled).toHaveTextContent('Size: small → large');
  expect(scaled).toHaveTextContent('by developer');
  expect(scaled).toHaveTextContent('in effect after 10 min');
  expect(within(scaled).getByRole('link', { name: 'Request' })).toHaveAttribute(
    'href',
    `/service-requests/requests/${uuid(8)}`,
  );
  expect(created).toHaveTextContent('Created');
  expect(created).toHaveTextContent('not in effect yet');
});

it('draws figures, and says them in words and as a table', async () => {
  show(
    {},
    {
      prepare: server =>
        server.answer(({ parts, query }) =>
          parts[2] === 'metrics'
            ? {
                body: {
                  kind: 'sandbox',
                  sandbox: true,
                  series: [
                    {
                      template: 'cpu',
                      title: `CPU over ${query.get('hours')} h`,
                      unit: '%',
                      points: [
                        { at: minutesAgo(20), value: 12 },
                        { at: minutesAgo(10) },
                        { at: minutesAgo(0), value: 40 },
                      ],
                    },
                  ],
                },
              }
            : undefined,
        ),
    },
  );
  expect(
    await screen.findByRole('img', {
      name: 'CPU over 24 h: now 40%, lowest 12%, highest 40%',
    }),
  ).toBeInTheDocument();
  const figures = await region('Figures');
  expect(figures.getByText('Made up by the sandbox')).toBeInTheDocument();
  await userEvent.click(figures.getByText('As a table'));
  expect(figures.getAllByRole('row', { hidden: true })).toHaveLength(4);
  await userEvent.click(figures.getByRole('button', { name: /Time/ }));
  await userEvent.click(
    await screen.findByRole('option', { name: 'Last 7 days' }),
  );
  expect(await figures.findByText('CPU over 168 h')).toBeInTheDocument();
});

it('folds the objects of the cluster with their conditions', async () => {
  show({
    objects: [
      {
        apiVersion: 'rds.aws.m.upbound.io/v1beta1',
        kind: 'Instance',
        name: 'orders',
        namespace: 'staging',
        state: 'failing',
        message: 'no such subnet',
      },
    ],
    conditions: [
      {
        object: 'Instance/orders',
        type: 'Synced',
        status: 'False',
        reason: 'ReconcileError',
        message: 'cannot create',
      },
    ],
  });
  const toggle = await screen.findByRole('button', {
    name: 'One object in the cluster',
  });
  expect(screen.queryByText('Synced: False')).toBeNull();
  await userEvent.click(toggle);
  expect(screen.getByText('Synced: False')).toBeInTheDocument();
  expect(
    screen.getByText('ReconcileError: “cannot create”'),
  ).toBeInTheDocument();
});

it('says where its secrets are, and in words that one is overdue', async () => {
  show({
    secrets: [
      {
        kind: 'database',
        name: 'orders-master',
        namespace: 'staging',
        state: 'synced',
        lastRotatedAt: minutesAgo(100 * 24 * 60),
        rotateEveryDays: 90,
        overdue: true,
      },
    ],
  });
  const secrets = await region('Secrets');
  expect(secrets.getByText('orders-master')).toBeInTheDocument();
  expect(secrets.getByText('Overdue by 10 days')).toBeInTheDocument();
  expect(
    secrets.getByText('100 days ago, due every 90 days'),
  ).toBeInTheDocument();
});

it('names what depends on it, and counts what one may not see', async () => {
  show(
    {},
    {
      prepare: server =>
        server.answer(({ parts }) =>
          parts[2] === 'dependents'
            ? {
                body: {
                  items: [
                    { entityRef: 'component:default/shop', title: 'Shop' },
                  ],
                  hidden: 2,
                },
              }
            : undefined,
        ),
    },
  );
  const dependents = await region('What depends on it');
  expect(
    await dependents.findByRole('link', { name: 'Shop' }),
  ).toBeInTheDocument();
  expect(
    dependents.getByText('and 2 more that you may not see'),
  ).toBeInTheDocument();
});

it('moves its end, as far as the environment lets it', async () => {
  const { server, toasts } = show({ endDate: '2026-11-25' });
  await userEvent.click(await screen.findByRole('button', { name: 'Extend' }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(
    await dialog.findByText(/At most 90 days from now in Staging/),
  ).toBeVisible();
  await userEvent.click(dialog.getByRole('button', { name: '+14 days' }));
  await userEvent.type(dialog.getByLabelText('Reason (optional)'), 'Release');
  await userEvent.click(dialog.getByRole('button', { name: /^Extend to/ }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  const [call] = server.callsOf('POST', `/services/${uuid(3)}/extend`);
  expect(call.body).toEqual({
    endDate: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    reason: 'Release',
  });
  expect(toasts[0].title).toMatch(/^orders now ends on /);
});

it('opens the dialog at once where a warning leads to it', async () => {
  show({ endDate: '2026-11-25' }, { at: '/?extend' });
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByText('Move the end of orders')).toBeVisible();
  await userEvent.click(dialog.getByRole('button', { name: 'Back' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(screen.getByTestId('address')).not.toHaveTextContent('extend');
});

it('opens no dialog for whoever may not move the end', async () => {
  show({ actions: [] }, { at: '/?extend' });
  await region('Facts');
  expect(screen.queryByRole('dialog')).toBeNull();
});

it('says why the end was not moved', async () => {
  const { server } = show();
  server.answer(({ parts }) =>
    parts[2] === 'extend'
      ? {
          status: 400,
          body: {
            error: { name: 'InputError', message: 'bad' },
            fields: [{ field: 'endDate', message: 'is after 90 days' }],
          },
        }
      : undefined,
  );
  await userEvent.click(await screen.findByRole('button', { name: 'Extend' }));
  await userEvent.click(
    await screen.findByRole('button', { name: /^Extend to/ }),
  );
  expect(await screen.findByRole('alert')).toHaveTextContent(
    /The end was not moved.*is after 90 days.*Nothing was saved/,
  );
});

it('tells the sandbox how to behave, for those who may', async () => {
  const { server, toasts } = show({ actions: ['set-sandbox'] });
  const control = await region('Sandbox behaviour');
  await userEvent.click(control.getByRole('button'));
  await userEvent.click(
    await screen.findByRole('option', { name: 'Stuck: never becomes ready' }),
  );
  await waitFor(() => expect(toasts).toHaveLength(1));
  expect(server.callsOf('PUT', `/services/${uuid(3)}/sandbox`)[0].body).toEqual(
    { behaviour: 'stuck' },
  );
});

it('says of what does not exist that one may not see it', async () => {
  renderPage(
    <ServiceRequestsPage>
      <ServicePage id={uuid(99)} />
    </ServiceRequestsPage>,
    { server: createFakeServer() },
  );
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'It does not exist, or you may not see it.',
  );
});
