import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  anEntry,
  CAMPUS,
  MOVED,
  RESEARCHER,
  uuid,
} from '../../__testUtils__/examples';
import { createFakeServer } from '../../__testUtils__/fakeServer';
import { renderPage } from '../../__testUtils__/renderPage';
import { LogPage } from './LogPage';

const address = () => screen.getByTestId('address').textContent;

async function rows() {
  const log = await screen.findByRole('region', {
    name: 'Entries, newest first',
  });
  return within(log).getAllByRole('listitem');
}

const refused = anEntry({
  id: uuid(3),
  position: 3,
  kind: 'access',
  plugin: 'permission',
  action: 'access.denied',
  outcome: 'denied',
  actor: 'external:ci-pipeline',
  subject: undefined,
  siteRefs: [],
  refs: {},
  request: { method: 'DELETE', path: '/api/reservations/sites/1' },
});

it('says who did what to what, where and how it ended', async () => {
  const server = createFakeServer({ entries: [anEntry(), MOVED, refused] });
  renderPage(<LogPage />, { server });
  const [last, moved, created] = await rows();
  expect(last).toHaveTextContent(
    /ci-pipelinewas refused: DELETE \/api\/reservations\/sites\/1 ?Refused/,
  );
  expect(
    within(last).getByRole('img', { name: 'Service account' }),
  ).toBeInTheDocument();
  expect(moved).toHaveTextContent('moved Long run');
  expect(
    within(moved).getByRole('link', { name: 'researcher' }),
  ).toHaveAttribute('href', '/catalog/default/user/researcher');
  expect(within(moved).getByRole('link', { name: 'campus' })).toHaveAttribute(
    'href',
    '/catalog/default/resource/campus',
  );
  expect(created).toHaveTextContent('booked Long run');
  expect(
    within(created).getByRole('button', {
      name: /^Details: Person researcher booked Long run .* Done$/,
    }),
  ).toBeInTheDocument();
});

it('keeps what narrows it in the address and asks the server for that', async () => {
  const server = createFakeServer({ entries: [anEntry(), MOVED, refused] });
  renderPage(<LogPage />, {
    server,
    at: `/?actor=${RESEARCHER}&site=${CAMPUS}&range=24h&outcome=succeeded`,
  });
  expect(await rows()).toHaveLength(2);
  const [call] = server.callsOf('GET', '/entries');
  expect(call.query.get('actor')).toBe(RESEARCHER);
  expect(call.query.get('site')).toBe(CAMPUS);
  expect(Date.parse(call.query.get('from')!)).toBeGreaterThan(
    Date.now() - 25 * 3_600_000,
  );
  await userEvent.type(
    screen.getByRole('searchbox', { name: 'Search the log' }),
    'moved-nothing',
  );
  expect(
    await screen.findByText('Nothing matches these filters'),
  ).toBeInTheDocument();
  expect(address()).toContain('q=moved-nothing');
  await userEvent.click(
    screen.getAllByRole('button', { name: 'Clear filters' })[0],
  );
  expect(await rows()).toHaveLength(3);
  expect(address()).toBe('');
});

it('shows what was before and after in a drawer that a link opens too', async () => {
  const other = anEntry({
    id: uuid(4),
    position: 4,
    action: 'booking.started',
    actor: 'system',
    correlationId: 'c-1',
  });
  const server = createFakeServer({ entries: [anEntry(), MOVED, other] });
  renderPage(<LogPage />, { server, at: `/?entry=${MOVED.id}&tz=Europe/Rome` });
  const drawer = await screen.findByRole('dialog', { name: 'Entry 2' });
  const changes = await within(drawer).findByRole('table');
  const start = within(changes).getByRole('row', { name: /^Start/ });
  expect(start).toHaveTextContent(/, 09:00 \(Rome\).*, 11:00 \(Rome\)/);
  const people = within(changes).getByRole('row', { name: /^Participants/ });
  expect(within(people).getAllByText('added')).toHaveLength(1);
  expect(within(people).queryByText('removed')).not.toBeInTheDocument();
  expect(
    within(changes).queryByRole('row', { name: /^Version/ }),
  ).not.toBeInTheDocument();
  expect(drawer).toHaveTextContent('The bench was late');
  expect(drawer).toHaveTextContent('Hash before it');
  await userEvent.click(
    await within(drawer).findByRole('button', {
      name: 'Details: began Long run',
    }),
  );
  expect(
    await screen.findByRole('dialog', { name: 'Entry 4' }),
  ).toBeInTheDocument();
  await userEvent.keyboard('{Escape}');
  await waitFor(() => expect(address()).toBe('?tz=Europe/Rome'));
});

it('shows all fields of what was made', async () => {
  const server = createFakeServer({ entries: [anEntry()] });
  renderPage(<LogPage />, { server });
  await userEvent.click(
    within((await rows())[0]).getByRole('button', { name: /^Details/ }),
  );
  const drawer = await screen.findByRole('dialog', { name: 'Entry 1' });
  const table = await within(drawer).findByRole('table');
  expect(
    within(table)
      .getAllByRole('rowheader')
      .map(cell => cell.textContent),
  ).toEqual(['Title', 'Start']);
});

it('loads more where there is more', async () => {
  const entries = Array.from({ length: 70 }, (_, index) =>
    anEntry({ id: uuid(index + 1), position: index + 1 }),
  );
  renderPage(<LogPage />, { server: createFakeServer({ entries }) });
  expect(await rows()).toHaveLength(50);
  await userEvent.click(screen.getByRole('button', { name: 'Show more' }));
  await waitFor(async () => expect(await rows()).toHaveLength(70));
  expect(
    screen.queryByRole('button', { name: 'Show more' }),
  ).not.toBeInTheDocument();
});

it('goes from entry to entry with the arrows', async () => {
  const server = createFakeServer({ entries: [anEntry(), MOVED] });
  renderPage(<LogPage />, { server });
  const buttons = (await rows()).map(row =>
    within(row).getByRole('button', { name: /^Details/ }),
  );
  buttons[0].focus();
  await userEvent.keyboard('{ArrowDown}');
  expect(buttons[1]).toHaveFocus();
  await userEvent.keyboard('{ArrowDown}{ArrowUp}');
  expect(buttons[0]).toHaveFocus();
});

describe('an export', () => {
  const saved: { name: string; blob: Blob }[] = [];
  beforeEach(() => {
    saved.length = 0;
    let latest: Blob;
    URL.createObjectURL = jest.fn((blob: Blob) => {
      latest = blob;
      return 'blob:1';
    });
    URL.revokeObjectURL = jest.fn();
    jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(function click(this: HTMLAnchorElement) {
        saved.push({ name: this.download, blob: latest });
      });
  });
  afterEach(() => jest.restoreAllMocks());

  it('is of what is shown, and says how many there are', async () => {
    const server = createFakeServer({ entries: [anEntry(), MOVED, refused] });
    const { toasts } = renderPage(<LogPage />, {
      server,
      at: '/?outcome=succeeded',
    });
    await rows();
    await userEvent.click(
      screen.getByRole('button', { name: 'Export JSON Lines' }),
    );
    await waitFor(() => expect(toasts).toHaveLength(1));
    expect(toasts[0].title).toMatch(
      /^2 entries are in audit-log-[\d-]+\.jsonl$/,
    );
    expect(saved).toHaveLength(1);
    expect(saved[0].blob.size).toBeGreaterThan(100);
    const [call] = server.callsOf('GET', '/entries/export');
    expect(call.query.get('format')).toBe('jsonl');
    expect(call.query.get('outcome')).toBe('succeeded');
  });

  it('that fails leaves no file and says so', async () => {
    const server = createFakeServer({ entries: [anEntry()] });
    server.answer(({ path }) =>
      path === '/entries/export' ? { status: 503, body: {} } : undefined,
    );
    const { toasts } = renderPage(<LogPage />, { server });
    await rows();
    await userEvent.click(screen.getByRole('button', { name: 'Export CSV' }));
    await waitFor(() => expect(toasts).toHaveLength(1));
    expect(toasts[0]).toMatchObject({
      title: 'The export was broken off, and no file was kept',
      status: 'danger',
    });
    expect(saved).toEqual([]);
    expect(
      await screen.findByRole('button', { name: 'Export CSV' }),
    ).toBeInTheDocument();
  });
});

it('says that it could not be loaded, with the request to hand on', async () => {
  const server = createFakeServer();
  server.answer(({ path }) =>
    path === '/entries'
      ? { status: 400, body: { error: { name: 'InputError', message: 'No' } } }
      : undefined,
  );
  renderPage(<LogPage />, { server });
  expect(
    await screen.findByText('The log could not be loaded'),
  ).toBeInTheDocument();
  expect(screen.getByText('Request id: req-42')).toBeInTheDocument();
});

it('says what would be here where nothing is', async () => {
  renderPage(<LogPage />, { server: createFakeServer() });
  expect(
    await screen.findByText('Nothing is on record yet'),
  ).toBeInTheDocument();
});

it('is shown to who administers a site, and to nobody without rights', async () => {
  const administrator = createFakeServer({
    entries: [anEntry()],
    administers: true,
  });
  const view = renderPage(<LogPage />, {
    server: administrator,
    isAuditor: false,
  });
  expect(await rows()).toHaveLength(1);
  view.unmount();
  const member = createFakeServer({ entries: [anEntry()] });
  renderPage(<LogPage />, { server: member, isAuditor: false });
  expect(await screen.findByText('Not for you to see')).toBeInTheDocument();
  expect(member.callsOf('GET', '/entries')).toEqual([]);
});
