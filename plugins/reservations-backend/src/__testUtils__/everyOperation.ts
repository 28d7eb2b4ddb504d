import type {
  Certification,
  CertificationHolding,
  FeedToken,
  MaintenanceWindow,
  Problem,
  Project,
  SshKey,
  WaitlistEntry,
} from '@callboard/backstage-plugin-reservations-common';
import { furnish, hours, type Portal, principals } from './portal';
import { aReport } from './reports';
import { anSshKey } from './sshKeys';

/** What each operation can be called with, so that nothing is wrong with it. */
export interface EveryOperation {
  /** For `{id}` and `{code}`: something of each collection, by its path. */
  ids: Record<string, string>;
  /** A good body of each operation that takes one, by `operationId`. */
  good: Record<string, Record<string, unknown>>;
}

const bench = 'resource:bench';
const maintenance = { resourceRef: bench, title: 'New disks' };
const waiting = { resourceRef: bench, title: 'Run' };

/** A company's things, one of each kind at least, and good bodies about them. */
export async function furnishForEveryOperation(
  portal: Portal,
): Promise<EveryOperation> {
  const things = await makeThings(portal);
  return {
    ids: Object.fromEntries(
      Object.entries(things).map(([path, { code, id }]) => [path, code ?? id]),
    ),
    good: {
      ...inventoryBodies(),
      ...accessBodies(things['/certifications'].id),
      ...bookingBodies(),
      ...careBodies(),
      ...personalBodies(),
    },
  };
}

type Thing = { id: string; code?: string };

async function makeThings(portal: Portal) {
  const world = await furnish(portal);
  const make = <T extends object>(path: string, body: object) =>
    portal.done<T>('admin', 'POST', path, { body });
  const resource = await portal.resource({ name: 'bench' });
  const booking = await portal.book('researcher', {
    resourceRefs: [bench],
    start: hours(1),
    end: hours(2),
    participants: [principals.admin],
  });
  const weekly = await portal.book('researcher', {
    resourceRefs: [bench],
    start: hours(30),
    end: hours(31),
    recurrence: { rule: 'RRULE:FREQ=WEEKLY;COUNT=3' },
  });
  const certification = await make<Certification>('/certifications', {
    name: 'laser',
    title: 'Laser safety',
  });
  const things: Record<string, Thing> = {
    '/sites': world.cloud,
    '/resource-types': world.plain,
    '/resources': resource,
    '/bookings': booking,
    '/series': { id: weekly.seriesId! },
    '/access-grants': await portal.grant({}),
    '/certifications': certification,
    '/certification-holdings': await make<CertificationHolding>(
      '/certification-holdings',
      { certificationId: certification.id, person: principals.developer },
    ),
    '/projects': await make<Project>('/projects', newProject('APOLLO')),
    '/maintenance-windows': await make<MaintenanceWindow>(
      '/maintenance-windows',
      { ...maintenance, from: hours(50), until: hours(51) },
    ),
    '/problems': await make<Problem>(`/resources/${resource.id}/problems`, {
      title: 'It hums',
    }),
    '/waitlist': await make<WaitlistEntry>('/waitlist', {
      ...waiting,
      from: hours(1),
      until: hours(2),
    }),
    '/me/ssh-keys': await make<SshKey>('/me/ssh-keys', {
      publicKey: anSshKey(),
    }),
    '/me/feed-tokens': await make<FeedToken>('/me/feed-tokens', {
      title: 'Mine',
      scope: { kind: 'personal' },
    }),
  };
  return things;
}

function newProject(code: string) {
  return {
    code,
    title: 'A project',
    holders: [principals.researcher],
    budget: { kind: 'hours', amount: 10 },
  };
}

function inventoryBodies() {
  return {
    createSite: { name: 'new', title: 'New', timeZone: 'UTC' },
    updateSite: { title: 'New' },
    updateSiteMembers: { add: [] },
    createResourceType: { name: 'new', title: 'New', colour: '#123456' },
    updateResourceType: { title: 'New' },
    createResource: { name: 'new', siteRef: 'resource:campus', type: 'plain' },
    updateResource: { title: 'New' },
    importInventory: {
      format: 'csv',
      text: 'kind,name,title\nsite,new,New\n',
      dryRun: false,
    },
  };
}

function accessBodies(certificationId: string) {
  return {
    createAccessGrant: {
      subjectRef: principals.guest,
      siteRef: 'resource:campus',
      until: hours(5),
    },
    updateAccessGrant: { until: hours(5) },
    revokeAccessGrant: {},
    createCertification: { name: 'new', title: 'New' },
    updateCertification: { title: 'New' },
    importCertificationHoldings: { csv: `person\n${principals.insider}\n` },
    grantCertification: { certificationId, person: principals.insider },
    renewCertification: {},
    revokeCertification: {},
    createProject: newProject('GEMINI'),
    updateProject: { title: 'New' },
    archiveProject: {},
    offboardPerson: { keys: 'remove' },
  };
}

function bookingBodies() {
  const asked = { resourceRefs: [bench], start: hours(5), end: hours(6) };
  return {
    createBooking: { ...asked, title: 'Run' },
    createBookings: { items: [{ ...asked, title: 'Run' }], mode: 'all' },
    previewBooking: asked,
    updateBooking: { title: 'New' },
    cancelBooking: {},
    leaveBooking: {},
    releaseBooking: {},
    approveBooking: {},
    rejectBooking: {},
    checkInBooking: {},
    keepBooking: {},
    extendBooking: { minutes: 30 },
    waiveNoShow: {},
    transferBooking: { owner: principals.developer },
    updateSeries: { title: 'New' },
    joinWaitlist: { ...waiting, from: hours(1), until: hours(2) },
    searchSlots: { minutes: 30, from: hours(1), until: hours(9) },
  };
}

/** Of those who keep the things going. */
function careBodies() {
  return {
    createMaintenanceWindow: { ...maintenance, until: hours(4) },
    previewMaintenanceWindow: { resourceRef: bench, until: hours(4) },
    updateMaintenanceWindow: { title: 'New' },
    reportProblem: { title: 'It smells' },
    resolveProblem: {},
    setProblemMaintenance: { until: hours(4) },
    reportProvisioning: aReport(),
  };
}

function personalBodies() {
  return {
    addMySshKey: { publicKey: anSshKey() },
    createMyFeedToken: { title: 'Mine', scope: { kind: 'personal' } },
    setMyPreferences: { reminderMinutes: 30 },
  };
}
