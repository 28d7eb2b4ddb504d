import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  anEntry,
  aRight,
  CAMPUS,
  RESEARCHER,
  uuid,
} from '../../__testUtils__/examples';
import { createFakeServer } from '../../__testUtils__/fakeServer';
import { renderPage } from '../../__testUtils__/renderPage';
import { AccessReviewPage } from './AccessReviewPage';

const rights = [
  aRight(),
  aRight({
    role: 'guest',
    scope: { kind: 'site', siteRef: CAMPUS, title: 'Campus' },
    through: { kind: 'grant', ref: uuid(7) },
    since: undefined,
    until: '2027-04-01T09:00:00.000Z',
  }),
  aRight({
    principal: 'ci-pipeline',
    kind: 'service',
    title: 'CI pipeline',
    role: 'site-admin',
    scope: { kind: 'site', siteRef: CAMPUS, title: 'Campus' },
    through: { kind: 'config', ref: 'callboard.access.serviceAccounts' },
  }),
];

it('says who can do what, where, through what and since when', async () => {
  renderPage(<AccessReviewPage />, { server: createFakeServer({ rights }) });
  const table = await screen.findByRole('table', { name: 'Rights, by person' });
  const [, member, guest, service] = within(table).getAllByRole('row');
  expect(member).toHaveTextContent(/Researcher.*Member.*Everywhere/);
  expect(within(member).getByRole('link', { name: 'Members' })).toHaveAttribute(
    'href',
    '/catalog/default/group/members',
  );
  expect(member).toHaveTextContent(/1 Mar/);
  expect(guest).toHaveTextContent(
    /Guest.*Campus.*Access grant.*before the record began.*until .*1 Apr/,
  );
  expect(service).toHaveTextContent(/CI pipeline.*Configuration/);
  expect(
    within(service).getByRole('img', { name: 'Service account' }),
  ).toBeInTheDocument();
  expect(screen.getByText(/^3 rights, as of/)).toBeInTheDocument();
});

it('narrows to one source, and asks the server for what the address says', async () => {
  const server = createFakeServer({ rights });
  renderPage(<AccessReviewPage />, {
    server,
    at: `/?principal=${RESEARCHER}&role=member,guest`,
  });
  await userEvent.click(
    await screen.findByRole('button', { name: 'Only through this: Members' }),
  );
  await waitFor(() => {
    const { query } = server.callsOf('GET', '/access-review').at(-1)!;
    expect(query.get('through')).toBe('group:default/members');
    expect(query.getAll('role')).toEqual(['member', 'guest']);
    expect(query.get('principal')).toBe(RESEARCHER);
  });
  await userEvent.click(
    screen.getByRole('button', { name: 'Remove the filter: Through' }),
  );
  expect(screen.getByTestId('address')).not.toHaveTextContent('through');
});

it('shows how rights came and went', async () => {
  const gone = anEntry({
    action: 'membership.removed',
    actor: 'system:catalog',
    subject: { kind: 'person', ref: RESEARCHER },
    siteRefs: [],
    refs: { group: 'group:default/operations' },
  });
  renderPage(<AccessReviewPage />, {
    server: createFakeServer({ changes: [gone] }),
  });
  await userEvent.click(await screen.findByRole('radio', { name: 'Changes' }));
  const row = await screen.findByRole('listitem');
  expect(row).toHaveTextContent('The catalogtook researcher out of operations');
  await userEvent.click(within(row).getByRole('button', { name: /^Details/ }));
  expect(
    await screen.findByRole('dialog', { name: 'Entry 1' }),
  ).toHaveTextContent('Groupoperations');
});

it('says that nobody matches', async () => {
  renderPage(<AccessReviewPage />, {
    server: createFakeServer(),
    at: '/?q=nobody',
  });
  expect(
    await screen.findByText('Nobody matches these filters'),
  ).toBeInTheDocument();
});
