import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { PermissionName } from '@callboard/access-policy';
import type {
  FoundSlot,
  Resource,
} from '@callboard/backstage-plugin-reservations-common';
import { type Door, doorsOf } from '../doors';
import { holdingVariants } from '../doors/certifications';
import { problemVariants, windowVariants } from '../doors/maintenance';
import { projectVariants } from '../doors/projects';
import { operations, type PluginId, pluginIds } from '../portal/documents';
import { callers, everyone, type Who } from '../portal/people';
import { type Portal, startPortal } from '../portal/startPortal';
import { isAllowed, isPossible } from './holds';
import { createRequestVariants } from './requests';
import { createWorld, type Made, type Variant, type World } from './world';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(120_000);

/** Says of every action what it is for. */
const DOCS = join(__dirname, '../../../../docs/actions.md');

/**
 * Operations with no single thing behind them, and why no door of the decision
 * table is needed; the last four words of a route say who it is for.
 */
const WITHOUT_A_DOOR: Record<string, string> = {
  listSites: 'a list: here',
  listResourceTypes: 'a list: here',
  listResources: 'a list: here',
  listBookings: 'a list: here',
  listAccessGrants: 'a list: here',
  listWaitlist: 'a list: here',
  listEndpoints: 'a list: here',
  listDeliveries: 'a list: here',
  listEntries: 'a list: here',
  getCalendar: 'shows what listBookings does, and that something is taken',
  getAvailability: 'shows what listResources does',
  searchSlots: 'a list: here',
  listActions: 'names that listEntries may be asked for',
  getDashboard: 'counts what listDeliveries does',
  redeliverDeliveries: 'redeliverDelivery, of those that listDeliveries shows',
  listMaintenanceWindows: 'a list: here',
  listProblems: 'a list: here',
  exportInventory: 'shows what listResources does',
  listProjects: 'a list: here',
  listCertifications: 'of what listSites shows, and of every site',
  listMyCertifications: 'a person’s own',
  listMyAccessGrants: 'a person’s own',
  listMySshKeys: 'a person’s own',
  removeMySshKey: 'a person’s own',
  listMyFeedTokens: 'a person’s own',
  revokeMyFeedToken: 'a person’s own',
  getMyTeam: 'a person’s own',
  getMyPreferences: 'a person’s own',
  setMyPreferences: 'a person’s own',
  getOverview: 'counts what the lists and reports show',
  listOfferings: 'the same for everybody who may see one: getOffering',
  listRequests: 'a list: here',
  listServices: 'a list: here',
  listSecrets: 'of what listServices shows',
  listSshKeys: 'for plugins of the portal only',
  reportProvisioning: 'for plugins of the portal only',
  registerEventTypes: 'for plugins of the portal only',
  publishEvent: 'for plugins of the portal only',
  recordEvents: 'for plugins of the portal only',
  recordAccesses: 'for plugins of the portal only',
};

/**
 * Which action does what an operation does, where no door says it: a list, or
 * one of what a list has.
 */
const ACTION_OF: Record<string, string> = {
  listSites: 'reservations:list-sites',
  getSite: 'reservations:list-sites',
  listResourceTypes: 'reservations:list-resource-types',
  getResourceType: 'reservations:list-resource-types',
  listResources: 'reservations:list-resources',
  getResource: 'reservations:list-resources',
  importInventory: 'reservations:import-inventory',
  exportInventory: 'reservations:export-inventory',
  listBookings: 'reservations:list-bookings',
  getCalendar: 'reservations:list-bookings',
  getAvailability: 'reservations:get-availability',
  searchSlots: 'reservations:find-slots',
  getOverview: 'reservations:get-overview',
  getUsageReport: 'reservations:get-usage-report',
  listWaitlist: 'reservations:list-waitlist',
  getWaitlistEntry: 'reservations:list-waitlist',
  listAccessGrants: 'reservations:list-access-grants',
  getAccessGrant: 'reservations:list-access-grants',
  listMyAccessGrants: 'reservations:list-my-access-grants',
  listCertifications: 'reservations:list-certifications',
  listCertificationHoldings: 'reservations:list-certification-holdings',
  listMyCertifications: 'reservations:list-my-certifications',
  listProjects: 'reservations:list-projects',
  getProject: 'reservations:list-projects',
  listMaintenanceWindows: 'reservations:list-maintenance',
  getMaintenanceWindow: 'reservations:list-maintenance',
  listProblems: 'reservations:list-problems',
  getProblem: 'reservations:list-problems',
  getMyTeam: 'reservations:list-my-team',
  getMyPreferences: 'reservations:get-preferences',
  setMyPreferences: 'reservations:set-preferences',
  listMySshKeys: 'reservations:list-ssh-keys',
  removeMySshKey: 'reservations:remove-ssh-key',
  listMyFeedTokens: 'reservations:list-calendar-feeds',
  revokeMyFeedToken: 'reservations:revoke-calendar-feed',
  getDashboard: 'webhooks:get-dashboard',
  listEndpoints: 'webhooks:list-endpoints',
  getEndpointHealth: 'webhooks:get-endpoint',
  listDeliveries: 'webhooks:list-deliveries',
  listAttempts: 'webhooks:get-delivery',
  redeliverDeliveries: 'webhooks:redeliver',
  listEntries: 'audit-log:list-audit-entries',
  listActions: 'audit-log:list-audit-actions',
  listOfferings: 'service-requests:list-offerings',
  listRequests: 'service-requests:list-requests',
  listServices: 'service-requests:list-services',
  listSecrets: 'service-requests:list-secrets',
};

/** Operations that templates and agents are not offered, and why. */
const WITHOUT_AN_ACTION: Record<string, string> = {
  createMyFeedToken: 'shows an address that is a key; answers are kept',
  rotateEndpointSecret: 'shows a secret; answers are kept',
  exportEntries: 'a file of any size; list-audit-entries has the same',
  listSshKeys: 'for plugins of the portal only',
  reportProvisioning: 'for plugins of the portal only',
  registerEventTypes: 'for plugins of the portal only',
  publishEvent: 'for plugins of the portal only',
  recordEvents: 'for plugins of the portal only',
  recordAccesses: 'for plugins of the portal only',
};

const operationOf = ({ operation }: Door) => operation.split(/[ ,]/)[0];

it('has a door for every operation of every document', () => {
  const doors = doorsOf({} as Portal).map(operationOf);
  expect(
    [...new Set([...doors, ...Object.keys(WITHOUT_A_DOOR)])].sort(),
  ).toEqual(operations.map(one => one.id).sort());
});

it('has an action for every operation of every document', () => {
  const tried = doorsOf({} as Portal)
    .filter(({ actions }) => actions)
    .map(operationOf);
  const known = [...Object.keys(ACTION_OF), ...Object.keys(WITHOUT_AN_ACTION)];
  expect([...new Set([...tried, ...known])].sort()).toEqual(
    operations.map(one => one.id).sort(),
  );
  expect(known.filter(one => tried.includes(one))).toEqual([]);
});

describe.each(databases.eachSupportedId())('lists on %p', id => {
  let portal: Portal;
  let world: World;

  beforeAll(async () => {
    portal = await startPortal(databases, id);
    world = await createWorld(portal);
  });
  afterAll(() => portal.stop());

  const fill = (variants: Variant<{ id: string }>[]): Promise<Made[]> =>
    variants.reduce<Promise<Made[]>>(
      async (made, { make }) => [...(await made), await make()],
      Promise.resolve([]),
    );

  /** The ids on all pages, for one who may be answered at all. */
  async function idsOf(plugin: PluginId, who: Who, path: string) {
    const ids = new Set<string>();
    let cursor: string | undefined;
    do {
      const more = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
      const { status, body } = await portal.call(plugin, who, [
        'GET',
        `${path}?limit=20${more}`,
      ]);
      if (status !== 200) return status;
      body.items.forEach((item: { id: string }) => ids.add(item.id));
      cursor = body.nextCursor;
    } while (cursor);
    return ids;
  }

  const lists: [
    path: string,
    PluginId,
    PermissionName,
    (all: World['variants']) => Variant<{ id: string }>[],
  ][] = [
    ['/sites', 'reservations', 'reservations.site.read', all => all.sites],
    [
      '/resource-types',
      'reservations',
      'reservations.resource-type.read',
      all => all.types,
    ],
    [
      '/resources',
      'reservations',
      'reservations.resource.read',
      all => all.resources,
    ],
    [
      '/bookings',
      'reservations',
      'reservations.booking.read',
      all => all.bookings,
    ],
    [
      '/access-grants',
      'reservations',
      'reservations.access-grant.read',
      all => all.accessGrants,
    ],
    [
      '/projects',
      'reservations',
      'reservations.project.read',
      () => projectVariants(portal),
    ],
    [
      '/certification-holdings',
      'reservations',
      'reservations.certification.read',
      () => holdingVariants(portal, world),
    ],
    [
      '/maintenance-windows',
      'reservations',
      'reservations.resource.read',
      () => windowVariants(portal, world),
    ],
    [
      '/problems',
      'reservations',
      'reservations.problem.read',
      () => problemVariants(portal, world),
    ],
    ['/endpoints', 'webhooks', 'webhooks.endpoint.read', all => all.endpoints],
    [
      '/requests',
      'service-requests',
      'service-requests.request.read',
      () => createRequestVariants(portal).drafts,
    ],
    [
      '/services',
      'service-requests',
      'service-requests.service.read',
      () => {
        const { services, servicesForOthers } = createRequestVariants(portal);
        return [...services, ...servicesForOthers];
      },
    ],
  ];

  it.each(lists)(
    '%s has what the table lets each caller see, and nothing else',
    async (path, plugin, permission, things) => {
      const made = await fill(things(world.variants));
      expect(made.length).toBeGreaterThan(1);
      for (const who of everyone) {
        const caller = callers[who];
        const ids = await idsOf(plugin, who, path);
        const shown = (of: string) =>
          typeof ids === 'number' ? ids : ids.has(of);
        const refused = caller.kind === 'nobody' ? 401 : 403;
        const due = (thing: Made) =>
          isPossible(caller, permission)
            ? isAllowed(caller, permission, thing)
            : refused;
        expect([who, ...made.map(thing => shown(thing.is.id))]).toEqual([
          who,
          ...made.map(due),
        ]);
      }
    },
  );

  it('/waitlist has what each caller may answer for, and nothing else', async () => {
    const made = await fill(world.variants.waitlistEntries);
    for (const who of everyone) {
      const caller = callers[who];
      const ids = await idsOf('reservations', who, '/waitlist');
      const refused = caller.kind === 'nobody' ? 401 : 403;
      const due = (thing: Made) =>
        isPossible(caller, 'reservations.booking.read')
          ? isAllowed(caller, 'reservations.booking.cancel', thing)
          : refused;
      expect([
        who,
        ...made.map(({ is }) =>
          typeof ids === 'number' ? ids : ids.has(is.id),
        ),
      ]).toEqual([who, ...made.map(due)]);
    }
  });

  it('/slots/search offers what each caller may book, and nothing else', async () => {
    const made = (await fill(world.variants.resources)) as Made<Resource>[];
    for (const who of everyone) {
      const caller = callers[who];
      const { status, body } = await portal.call('reservations', who, [
        'POST',
        '/slots/search',
        {
          body: {
            resourceRefs: made.map(({ is }) => is.entityRef),
            minutes: 5,
            from: new Date().toISOString(),
            until: new Date(Date.now() + 1_800_000).toISOString(),
            limit: 50,
          },
        },
      ]);
      const refused = caller.kind === 'nobody' ? 401 : 403;
      const possible = isPossible(caller, 'reservations.booking.create');
      expect([who, status]).toEqual([who, possible ? 200 : refused]);
      const found = new Set(
        body.items?.flatMap((slot: FoundSlot) => slot.resourceRefs),
      );
      const due = (thing: Made) =>
        isAllowed(caller, 'reservations.resource.read', thing) &&
        isAllowed(caller, 'reservations.booking.create', thing);
      expect([who, ...made.map(({ is }) => found.has(is.entityRef))]).toEqual([
        who,
        ...made.map(due),
      ]);
    }
  });

  it('has a door for every action that templates and agents are offered', async () => {
    const doors = doorsOf(portal);
    const known = new Set(Object.values(ACTION_OF));
    for (const door of doors.filter(({ actions }) => actions)) {
      const [{ make }] = door.things(world);
      for (const { action } of await door.actions!(await make(), world)) {
        known.add(`${door.plugin}:${action}`);
      }
    }
    const offered: string[] = [];
    for (const plugin of pluginIds) {
      const { body } = await portal.send(plugin, 'admin', [
        'GET',
        '/.backstage/actions/v1/actions',
      ]);
      offered.push(...body.actions.map((one: { id: string }) => one.id));
    }
    expect(offered.sort()).toEqual([...known].sort());
    const written = readFileSync(DOCS, 'utf8');
    const named = offered.map(one => one.split(':')[1]);
    expect(named.filter(one => !written.includes(`\`${one}\``))).toEqual([]);
  });
});
