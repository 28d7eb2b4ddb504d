import { hours, type Portal, principals, type Sent } from './portal';
import { aReport } from './reports';
import { anSshKey } from './sshKeys';

export type Kind = 'campus' | 'vault';

export type Request = [method: string, path: string, sent?: Sent];

const window = `from=${hours(0)}&to=${hours(24)}`;
const newest = { 'if-match': '*' };
const aFeed = { title: 'My phone', scope: { kind: 'personal' } };

/** A good request for each operation, on things of their own. */
export function requestsTo(portal: Portal, kind: Kind) {
  let count = 0;
  const name = () => {
    count += 1;
    return `${kind}-thing-${count}`;
  };
  const siteRef = `resource:default/${kind}`;
  const type = kind === 'vault' ? 'vault-type' : 'plain';
  const people =
    kind === 'vault'
      ? {
          visibility: 'members',
          admins: [principals.vaultAdmin],
          members: ['group:default/vault-team'],
        }
      : { admins: [principals.campusAdmin] };
  const owner = kind === 'vault' ? 'insider' : 'researcher';
  const team = `group:default/${kind === 'vault' ? 'vault-team' : 'lab'}`;

  const freshSite = async () => {
    const site = await portal.site({ name: name(), ...people });
    await portal.grant({ siteRef: site.entityRef });
    return site;
  };
  const freshType = () => portal.type({ name: name(), siteRef });
  const freshThing = (more: object = {}) =>
    portal.resource({ name: name(), siteRef, type, owner: team, ...more });
  const newGrant = {
    subjectRef: 'user:default/somebody',
    siteRef,
    until: hours(24),
  };
  const freshGrant = () => portal.grant(newGrant);
  const newBooking = async () => ({
    resourceRefs: [(await freshThing()).entityRef],
    start: hours(1),
    end: hours(2),
  });
  const freshBooking = async () => portal.book(owner, await newBooking());
  const activated = async (booking: { id: string }) => {
    await portal
      .knex('booking')
      .where({ id: booking.id })
      .update({ status: 'active' });
    return booking;
  };
  const activeBooking = async () => activated(await freshBooking());
  /** Past a night, for which it has to be kept. */
  const nightlyBooking = async () => {
    const thing = await freshThing({ policies: { offHours: { at: '20:00' } } });
    return activated(
      await portal.book(owner, {
        resourceRefs: [thing.entityRef],
        start: hours(1),
        end: hours(31),
      }),
    );
  };
  const freshSeries = async () => {
    const { seriesId } = await portal.book(owner, {
      ...(await newBooking()),
      recurrence: { rule: 'FREQ=DAILY;COUNT=2' },
    });
    return seriesId!;
  };
  const newWindow = async () => ({
    resourceRef: (await freshThing()).entityRef,
    until: hours(4),
  });
  const freshWindow = async (more: object = {}) =>
    portal.done<{ id: string }>('admin', 'POST', '/maintenance-windows', {
      body: { ...(await newWindow()), title: 'New disks', ...more },
    });
  const freshProblem = async () =>
    portal.done<{ id: string }>(
      'admin',
      'POST',
      `/resources/${(await freshThing()).id}/problems`,
      { body: { title: 'It hums' } },
    );
  const newProject = () => ({
    code: name(),
    title: 'A project',
    siteRef,
    holders: [principals[owner]],
    budget: { kind: 'hours', amount: 10 },
  });
  const freshProject = async () => {
    const body = newProject();
    await portal.done('admin', 'POST', '/projects', { body });
    return body.code;
  };
  const retitled: Sent = { headers: newest, body: { title: 'Other' } };

  const requests: Record<string, () => Promise<Request> | Request> = {
    listSites: () => ['GET', '/sites'],
    createSite: () => [
      'POST',
      '/sites',
      { body: { name: name(), title: 'New', timeZone: 'UTC' } },
    ],
    getSite: async () => ['GET', `/sites/${(await freshSite()).id}`],
    updateSite: async () => [
      'PATCH',
      `/sites/${(await freshSite()).id}`,
      retitled,
    ],
    archiveSite: async () => ['DELETE', `/sites/${(await freshSite()).id}`],
    listSiteMembers: async () => [
      'GET',
      `/sites/${(await freshSite()).id}/members`,
    ],
    updateSiteMembers: async () => [
      'POST',
      `/sites/${(await freshSite()).id}/members`,
      { body: { add: [{ ref: 'user:default/somebody', role: 'member' }] } },
    ],
    listAccessGrants: () => ['GET', '/access-grants'],
    createAccessGrant: () => ['POST', '/access-grants', { body: newGrant }],
    getAccessGrant: async () => [
      'GET',
      `/access-grants/${(await freshGrant()).id}`,
    ],
    updateAccessGrant: async () => [
      'PATCH',
      `/access-grants/${(await freshGrant()).id}`,
      { headers: newest, body: { until: hours(12) } },
    ],
    revokeAccessGrant: async () => [
      'POST',
      `/access-grants/${(await freshGrant()).id}/revoke`,
    ],
    listMyAccessGrants: () => ['GET', '/me/access-grants'],
    listResourceTypes: () => ['GET', '/resource-types'],
    createResourceType: () => [
      'POST',
      '/resource-types',
      { body: { name: name(), title: 'New', colour: '#123456', siteRef } },
    ],
    getResourceType: async () => [
      'GET',
      `/resource-types/${(await freshType()).id}`,
    ],
    updateResourceType: async () => [
      'PATCH',
      `/resource-types/${(await freshType()).id}`,
      retitled,
    ],
    deleteResourceType: async () => [
      'DELETE',
      `/resource-types/${(await freshType()).id}`,
    ],
    listResources: () => ['GET', '/resources'],
    createResource: () => [
      'POST',
      '/resources',
      { body: { name: name(), siteRef, type } },
    ],
    getResource: async () => ['GET', `/resources/${(await freshThing()).id}`],
    updateResource: async () => [
      'PATCH',
      `/resources/${(await freshThing()).id}`,
      retitled,
    ],
    archiveResource: async () => [
      'DELETE',
      `/resources/${(await freshThing()).id}`,
    ],
    getMaintenanceWindow: async () => [
      'GET',
      `/maintenance-windows/${(await freshWindow()).id}`,
    ],
    createMaintenanceWindow: async () => [
      'POST',
      '/maintenance-windows',
      { body: { ...(await newWindow()), title: 'New disks' } },
    ],
    previewMaintenanceWindow: async () => [
      'POST',
      '/maintenance-windows/preview',
      { body: await newWindow() },
    ],
    updateMaintenanceWindow: async () => [
      'PATCH',
      `/maintenance-windows/${(await freshWindow()).id}`,
      retitled,
    ],
    cancelMaintenanceWindow: async () => [
      'POST',
      `/maintenance-windows/${(await freshWindow({ from: hours(1) })).id}/cancel`,
    ],
    endMaintenanceWindow: async () => [
      'POST',
      `/maintenance-windows/${(await freshWindow()).id}/end`,
    ],
    reportProblem: async () => [
      'POST',
      `/resources/${(await freshThing()).id}/problems`,
      { body: { title: 'It hums' } },
    ],
    getProblem: async () => ['GET', `/problems/${(await freshProblem()).id}`],
    acknowledgeProblem: async () => [
      'POST',
      `/problems/${(await freshProblem()).id}/acknowledge`,
    ],
    resolveProblem: async () => [
      'POST',
      `/problems/${(await freshProblem()).id}/resolve`,
      { body: {} },
    ],
    setProblemMaintenance: async () => [
      'POST',
      `/problems/${(await freshProblem()).id}/maintenance`,
      { body: { until: hours(4) } },
    ],
    createProject: () => ['POST', '/projects', { body: newProject() }],
    getProject: async () => ['GET', `/projects/${await freshProject()}`],
    getProjectUsage: async () => [
      'GET',
      `/projects/${await freshProject()}/usage`,
    ],
    updateProject: async () => [
      'PATCH',
      `/projects/${await freshProject()}`,
      retitled,
    ],
    archiveProject: async () => [
      'POST',
      `/projects/${await freshProject()}/archive`,
      { body: {} },
    ],
    createCertification: () => [
      'POST',
      '/certifications',
      { body: { name: name(), title: 'New', siteRef } },
    ],
    listBookings: () => ['GET', '/bookings'],
    createBooking: async () => [
      'POST',
      '/bookings',
      { body: { ...(await newBooking()), title: 'Run' } },
    ],
    'createBooking for somebody else': async () => [
      'POST',
      '/bookings',
      {
        body: {
          ...(await newBooking()),
          title: 'Run',
          onBehalfOf: team,
        },
      },
    ],
    previewBooking: async () => [
      'POST',
      '/bookings/preview',
      { body: await newBooking() },
    ],
    getBooking: async () => ['GET', `/bookings/${(await freshBooking()).id}`],
    updateBooking: async () => [
      'PATCH',
      `/bookings/${(await freshBooking()).id}`,
      retitled,
    ],
    cancelBooking: async () => [
      'POST',
      `/bookings/${(await freshBooking()).id}/cancel`,
    ],
    releaseBooking: async () => [
      'POST',
      `/bookings/${(await activeBooking()).id}/release`,
    ],
    transferBooking: async () => [
      'POST',
      `/bookings/${(await freshBooking()).id}/transfer`,
      { body: { owner: principals.colleague } },
    ],
    keepBooking: async () => [
      'POST',
      `/bookings/${(await nightlyBooking()).id}/keep-alive`,
    ],
    extendBooking: async () => [
      'POST',
      `/bookings/${(await freshBooking()).id}/extend`,
      { body: { minutes: 30 } },
    ],
    getBookingTimeline: async () => [
      'GET',
      `/bookings/${(await freshBooking()).id}/timeline`,
    ],
    getSeries: async () => ['GET', `/series/${await freshSeries()}`],
    updateSeries: async () => [
      'PATCH',
      `/series/${await freshSeries()}`,
      retitled,
    ],
    cancelSeries: async () => ['DELETE', `/series/${await freshSeries()}`],
    createBookings: async () => [
      'POST',
      '/bookings/bulk',
      {
        body: {
          items: [{ ...(await newBooking()), title: 'Run' }],
          mode: 'all',
        },
      },
    ],
    getCalendar: () => ['GET', `/calendar?${window}`],
    getAvailability: () => ['GET', `/availability?${window}`],
    reportProvisioning: async () => [
      'POST',
      `/bookings/${(await freshBooking()).id}/provisioning`,
      { body: aReport() },
    ],
    listMySshKeys: () => ['GET', '/me/ssh-keys'],
    addMySshKey: () => [
      'POST',
      '/me/ssh-keys',
      { body: { publicKey: anSshKey() } },
    ],
    removeMySshKey: async () => {
      const { id } = await portal.done<{ id: string }>(
        owner,
        'POST',
        '/me/ssh-keys',
        { body: { publicKey: anSshKey() } },
      );
      return ['DELETE', `/me/ssh-keys/${id}`];
    },
    listSshKeys: () => ['GET', `/ssh-keys?user=${principals[owner]}`],
    getMyTeam: () => ['GET', '/me/team'],
    getCommitments: () => [
      'GET',
      `/people/${encodeURIComponent('user:default/somebody')}/commitments`,
    ],
    offboardPerson: () => [
      'POST',
      `/people/${encodeURIComponent('user:default/left-long-ago')}/offboard`,
      { body: { keys: 'remove' } },
    ],
    listDeparted: () => ['GET', '/departed'],
    getMyPreferences: () => ['GET', '/me/preferences'],
    setMyPreferences: () => [
      'PUT',
      '/me/preferences',
      { body: { reminderMinutes: 30 } },
    ],
    listMyCertifications: () => ['GET', '/me/certifications'],
    listMyFeedTokens: () => ['GET', '/me/feed-tokens'],
    createMyFeedToken: () => ['POST', '/me/feed-tokens', { body: aFeed }],
    revokeMyFeedToken: async () => {
      const { id } = await portal.done<{ id: string }>(
        owner,
        'POST',
        '/me/feed-tokens',
        { body: aFeed },
      );
      return ['DELETE', `/me/feed-tokens/${id}`];
    },
  };
  return requests;
}
