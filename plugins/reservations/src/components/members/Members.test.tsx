import type { Entity } from '@backstage/catalog-model';
import type { SiteMember } from '@callboard/backstage-plugin-reservations-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aSite, inventoryServer } from '../../__testUtils__/fakeInventory';
import { renderReservations } from '../../__testUtils__/renderReservations';
import { Administration } from '../admin/Administration';

jest.setTimeout(30_000);

const site = aSite({ visibility: 'members' });
const since = '2027-01-04T09:00:00.000Z';

const person = (name: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name, namespace: 'default' },
  spec: { profile: { email: `${name}@example.com` } },
});

function server(members: SiteMember[]) {
  return inventoryServer(
    { sites: [site] },
    {
      'GET /sites/:id/members': () => ({ body: { items: members } }),
      'GET /access-grants': () => ({ body: { items: [] } }),
      'POST /sites/:id/members': ({ body }) => {
        const { add = [], remove = [] } = body as Record<
          'add' | 'remove',
          { ref: string; role: SiteMember['role'] }[] | undefined
        >;
        return {
          body: {
            results: [
              ...add.map(one => ({
                ...one,
                outcome: members.some(({ ref }) => ref === one.ref)
                  ? 'unchanged'
                  : 'added',
              })),
              ...remove.map(one =>
                one.role === 'admin'
                  ? {
                      ...one,
                      outcome: 'failed',
                      message: 'The last administrator stays.',
                    }
                  : { ...one, outcome: 'removed' },
              ),
            ],
          },
        };
      },
    },
  );
}

async function open(members: SiteMember[], entities: Entity[] = []) {
  const backend = server(members);
  await renderReservations(<Administration />, { server: backend, entities });
  await userEvent.click(
    await screen.findByRole('button', { name: 'People: Campus' }),
  );
  return backend;
}

describe('members of a site', () => {
  it('are added many at once, and each is reported', async () => {
    const backend = await open(
      [{ ref: 'user:default/developer', role: 'member', since }],
      ['researcher', 'developer', 'team-lead'].map(person),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Add people' }),
    );
    const form = await screen.findByRole('dialog', {
      name: 'Add people to Campus',
    });
    await userEvent.click(
      within(form).getByRole('textbox', { name: /^People and groups/ }),
    );
    await userEvent.paste(
      'researcher@example.com, developer\nuser:team-lead nobody@example.com',
    );
    expect(
      await within(form).findByText(
        '3 recognised: researcher, developer, team-lead',
      ),
    ).toBeInTheDocument();
    expect(
      within(form).getByRole('list', { name: 'Not recognised' }),
    ).toHaveTextContent(
      'nobody@example.com: Nobody in the catalog has this e-mail address.',
    );
    await userEvent.click(
      within(form).getByRole('button', { name: 'Add 3 people and groups' }),
    );

    const report = await screen.findByRole('dialog', {
      name: 'Added to Campus',
    });
    const list = (name: string) =>
      within(within(report).getByRole('list', { name }))
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent);
    expect(list('Failed')).toEqual([
      'nobody@example.comNobody in the catalog has this e-mail address.',
    ]);
    expect(list('Added')).toEqual(['researcher, Member', 'team-lead, Member']);
    expect(list('Already so')).toEqual(['developer, Member']);
    expect(
      backend.requests('POST', `/sites/${site.id}/members`)[0].body,
    ).toEqual({
      add: ['researcher', 'developer', 'team-lead'].map(name => ({
        ref: `user:default/${name}`,
        role: 'member',
      })),
    });

    await userEvent.click(
      within(report).getByRole('button', { name: 'Correct what failed' }),
    );
    expect(
      await screen.findByRole('textbox', { name: /^People and groups/ }),
    ).toHaveValue('nobody@example.com');
  });

  it('are removed after a question that says whose administration ends', async () => {
    const backend = await open([
      { ref: 'user:default/site-admin', role: 'admin', since },
      { ref: 'group:default/lab', role: 'member', since },
      { ref: 'user:default/developer', role: 'member', since },
    ]);
    await userEvent.click(
      await screen.findByRole('checkbox', {
        name: 'site-admin, Administrator',
      }),
    );
    await userEvent.click(
      screen.getByRole('checkbox', { name: 'lab, Member' }),
    );
    expect(
      screen.getByRole('checkbox', { name: '2 selected' }),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Remove' }));
    const question = await screen.findByRole('dialog', {
      name: 'Remove 2 from Campus?',
    });
    expect(question).toHaveTextContent('1 of them administers the site');
    expect(question).toHaveTextContent('They no longer see the site');
    await userEvent.click(
      within(question).getByRole('button', { name: 'Remove' }),
    );
    expect(
      await screen.findByRole('list', { name: 'Failed' }),
    ).toHaveTextContent(
      'site-admin, AdministratorThe last administrator stays.',
    );
    expect(screen.getByRole('list', { name: 'Removed' })).toHaveTextContent(
      'lab, Member',
    );
    expect(
      backend.requests('POST', `/sites/${site.id}/members`)[0].body,
    ).toEqual({
      remove: [
        { ref: 'user:default/site-admin', role: 'admin' },
        { ref: 'group:default/lab', role: 'member' },
      ],
    });
  });

  it('are all selected with one tick', async () => {
    await open([
      { ref: 'user:default/researcher', role: 'member', since },
      { ref: 'user:default/developer', role: 'member', since },
    ]);
    await userEvent.click(
      await screen.findByRole('checkbox', { name: 'Select all 2' }),
    );
    expect(
      screen.getByRole('checkbox', { name: 'researcher, Member' }),
    ).toBeChecked();
    expect(
      screen.getByRole('checkbox', { name: 'developer, Member' }),
    ).toBeChecked();
  });
});
