import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { anEntry, aVerification, uuid } from '../../__testUtils__/examples';
import { createFakeServer } from '../../__testUtils__/fakeServer';
import { renderPage } from '../../__testUtils__/renderPage';
import { IntegrityPage } from './IntegrityPage';

async function verify() {
  await userEvent.click(
    await screen.findByRole('button', { name: 'Verify now' }),
  );
}

it('says in words that the record is whole', async () => {
  const server = createFakeServer();
  renderPage(<IntegrityPage />, { server });
  await screen.findByText('Nothing was ever purged.');
  expect(server.callsOf('POST', '/verify')).toHaveLength(0);
  await verify();
  const result = (
    await screen.findByRole('heading', {
      name: 'The record is whole: 1234 entries checked',
    })
  ).closest<HTMLElement>('[role=status]')!;
  expect(
    within(result).getByText(/newest entry is number 1,234/),
  ).toBeInTheDocument();
  expect(
    screen.getByText(/12 heads were compared with the entries/),
  ).toBeInTheDocument();
});

it('names the first broken entry, why, and where it is', async () => {
  const server = createFakeServer({
    verification: aVerification({
      valid: false,
      firstBroken: {
        position: 17,
        reason: 'edited',
        message: 'Entry 17 does not have the hash that was signed',
        entryId: uuid(17),
      },
      heads: { kept: false, checked: 0, message: 'No directory' },
    }),
  });
  renderPage(<IntegrityPage />, { server });
  await verify();
  expect(
    await screen.findByRole('heading', {
      name: 'The record is broken at entry 17',
    }),
  ).toBeInTheDocument();
  expect(
    screen.getByText('The entry is not what was signed: it was edited.'),
  ).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Open this entry' })).toHaveAttribute(
    'href',
    `/audit-log/log?entry=${uuid(17)}`,
  );
  expect(screen.getByText(/no directory is configured/)).toBeInTheDocument();
});

it('says when it could not be verified', async () => {
  const server = createFakeServer();
  server.answer(({ path }) =>
    path === '/verify'
      ? { status: 403, body: { error: { name: 'NotAllowedError' } } }
      : undefined,
  );
  renderPage(<IntegrityPage />, { server });
  await verify();
  expect(
    await screen.findByText('The log could not be verified'),
  ).toBeInTheDocument();
});

it('says when entries were last purged, and where that is on record', async () => {
  const purge = anEntry({
    id: uuid(5),
    action: 'audit-log.purged',
    actor: 'system',
    subject: undefined,
  });
  renderPage(<IntegrityPage />, {
    server: createFakeServer({ entries: [purge] }),
  });
  expect(
    await screen.findByRole('link', { name: 'Open its entry' }),
  ).toHaveAttribute('href', `/audit-log/log?entry=${uuid(5)}`);
});
