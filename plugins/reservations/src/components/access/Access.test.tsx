import { screen } from '@testing-library/react';
import { createFakeServer } from '../../__testUtils__/fakeServer';
import { renderPage } from '../../__testUtils__/renderPage';
import { ReservationsPage } from '../common/ReservationsPage';

const hour = 3_600_000;
const fromNow = (ms: number) => new Date(Date.now() + ms).toISOString();
const page = <ReservationsPage>The calendar</ReservationsPage>;

const grant = {
  id: '00000000-0000-4000-8000-00000000a001',
  version: 1,
  createdAt: fromNow(-hour),
  updatedAt: fromNow(-hour),
  subjectRef: 'user:default/researcher',
  siteRef: 'domain:default/campus',
  siteTitle: 'Campus',
  resourceTitle: 'Microscope',
  resourceRef: 'resource:default/microscope',
  from: fromNow(-hour),
  until: fromNow(2 * hour + 30_000),
  grantedBy: 'user:default/site-admin-campus',
  status: 'active' as const,
  actions: [],
};

describe('what is open to somebody for a time', () => {
  it('says when it ends', async () => {
    const server = createFakeServer();
    server.grants.push(grant);
    renderPage(page, { server });
    expect(await screen.findByRole('note')).toHaveTextContent(
      /^Your access to Microscope ends .*, in 2 h/,
    );
    expect(screen.getByText('The calendar')).toBeInTheDocument();
  });

  it('says nothing to who needs no grant', async () => {
    renderPage(page, { server: createFakeServer() });
    expect(await screen.findByText('The calendar')).toBeInTheDocument();
    expect(screen.queryByRole('note')).not.toBeInTheDocument();
  });

  it('explains why there is nothing, and what is to come', async () => {
    const server = createFakeServer();
    server.sites.splice(0);
    server.grants.push({ ...grant, status: 'upcoming' as never });
    renderPage(page, { server });
    expect(
      await screen.findByText('Nothing is open to you at the moment'),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('region', { name: 'What will be open to you' }),
    ).toHaveTextContent('Microscope');
    expect(screen.queryByText('The calendar')).not.toBeInTheDocument();
  });
});
