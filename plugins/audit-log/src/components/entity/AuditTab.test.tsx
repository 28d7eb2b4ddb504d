import type { Entity } from '@backstage/catalog-model';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { anEntry, GPU, RESEARCHER, uuid } from '../../__testUtils__/examples';
import { createFakeServer } from '../../__testUtils__/fakeServer';
import { renderPage } from '../../__testUtils__/renderPage';
import { AuditTab } from './AuditTab';
import { isNamedInLog } from './isNamedInLog';

const gpu: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: {
    name: 'gpu-cluster-2',
    title: 'GPU cluster 2',
    annotations: {
      'callboard.dev/resource-id': uuid(7),
      'callboard.dev/site': 'campus',
    },
  },
};

const researcher: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name: 'researcher' },
};

function renderTab(
  entity: Entity,
  options: { isAuditor: boolean; administers?: boolean },
) {
  const { isAuditor, administers } = options;
  const server = createFakeServer({ entries: [anEntry()], administers });
  renderPage(
    <EntityProvider entity={entity}>
      <AuditTab />
    </EntityProvider>,
    { server, isAuditor },
  );
  return server;
}

it('shows what is on record about a thing, and the way to the whole log', async () => {
  const server = renderTab(gpu, { isAuditor: false, administers: true });
  const log = await screen.findByRole('region', {
    name: 'Entries, newest first',
  });
  expect(within(log).getAllByRole('listitem')).toHaveLength(1);
  expect(server.callsOf('GET', '/entries')[0].query.get('subject')).toBe(GPU);
  expect(
    screen.getByRole('link', { name: 'Open in the audit log' }),
  ).toHaveAttribute(
    'href',
    `/audit-log/log?subject=${encodeURIComponent(GPU)}`,
  );
});

it('asks nothing for those to whom it is not shown', async () => {
  const server = renderTab(gpu, { isAuditor: false });
  expect(
    await screen.findByText(
      /on record about GPU cluster 2 is shown to the administrators/,
    ),
  ).toBeInTheDocument();
  expect(server.callsOf('GET', '/entries')).toEqual([]);
});

it('shows of a person what was done to them and what they did', async () => {
  const server = renderTab(researcher, { isAuditor: true });
  await userEvent.click(await screen.findByRole('radio', { name: 'By them' }));
  expect(await screen.findByRole('listitem')).toHaveTextContent('booked');
  const { query } = server.callsOf('GET', '/entries').at(-1)!;
  expect(query.get('actor')).toBe(RESEARCHER);
  expect(query.has('subject')).toBe(false);
});

it('is on the inventory, on people and on groups', () => {
  const withAnnotations = (annotations: Record<string, string>) => ({
    ...gpu,
    metadata: { name: 'x', annotations },
  });
  expect(isNamedInLog(gpu)).toBe(true);
  expect(isNamedInLog(researcher)).toBe(true);
  expect(isNamedInLog({ ...researcher, kind: 'Group' })).toBe(true);
  expect(
    isNamedInLog(withAnnotations({ 'callboard.dev/site-id': uuid(1) })),
  ).toBe(true);
  expect(isNamedInLog(withAnnotations({}))).toBe(false);
  expect(isNamedInLog({ ...gpu, kind: 'Component' })).toBe(false);
});
