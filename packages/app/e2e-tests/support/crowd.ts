import type { Page, Route } from '@playwright/test';

const DAY_MS = 86_400_000;
const QUARTER_MS = 900_000;
const RESOURCES = 100;
const TYPES = ['#1f6feb', '#8250df', '#1a7f37', '#9a6700', '#cf222e'];

const row = (number: number) => ({
  id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
  version: 1,
  createdAt: '2027-01-01T00:00:00.000Z',
  updatedAt: '2027-01-01T00:00:00.000Z',
});

const types = TYPES.map((colour, i) => ({
  ...row(10 + i),
  name: `type-${i}`,
  title: `Type ${i}`,
  colour,
  setupMinutes: 0,
  teardownMinutes: 0,
  attributesSchema: {},
  bookingParametersSchema: {},
  policyDefaults: {},
  actions: [],
}));

const site = {
  ...row(1),
  entityRef: 'resource:default/campus',
  name: 'campus',
  title: 'Campus',
  visibility: 'public',
  timeZone: 'Europe/Rome',
  openingHours: [],
  admins: [],
  members: [],
  archived: false,
  actions: [],
};

const resources = Array.from({ length: RESOURCES }, (_, i) => ({
  ...row(100 + i),
  entityRef: `resource:default/machine-${i}`,
  name: `machine-${i}`,
  title: `Machine ${i}`,
  siteRef: site.entityRef,
  type: `type-${i % TYPES.length}`,
  status: 'active',
  capacity: 'exclusive',
  attributes: {},
  managedBy: 'callboard',
  archived: false,
  actions: ['book'],
}));

/** So many bookings of two quarters to four hours, the same ones each time. */
function bookingsIn(from: number, to: number, count: number) {
  let seed = 7;
  const chance = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return seed % below;
  };
  const days = Math.round((to - from) / DAY_MS);
  return Array.from({ length: count }, (_, i) => {
    const start = from + (i % days) * DAY_MS + (24 + chance(52)) * QUARTER_MS;
    const end = start + (2 + chance(14)) * QUARTER_MS;
    return {
      ...row(10_000 + i),
      resourceRefs: [resources[i % RESOURCES].entityRef],
      start: new Date(start).toISOString(),
      end: new Date(end).toISOString(),
      title: `Run ${i}`,
      status: (['confirmed', 'active', 'pending'] as const)[i % 3],
      owner: 'user:default/researcher',
      setupMinutes: i % 3 ? 0 : 15,
      teardownMinutes: i % 5 ? 0 : 15,
      editable: true,
    };
  });
}

/** Answers for a backend with a hundred resources and so many bookings in view. */
export async function crowdTheCalendar(page: Page, count: number) {
  const answer = (route: Route, body: unknown) => route.fulfill({ json: body });
  const lists = { sites: [site], 'resource-types': types, resources };
  for (const [name, items] of Object.entries(lists)) {
    await page.route(
      url => url.pathname === `/api/reservations/${name}`,
      route => answer(route, { items }),
    );
  }
  await page.route(
    url => url.pathname === '/api/reservations/calendar',
    route => {
      const query = new URL(route.request().url()).searchParams;
      const from = Date.parse(query.get('from')!);
      const to = Date.parse(query.get('to')!);
      return answer(route, {
        items: bookingsIn(from, to, count),
        truncated: false,
      });
    },
  );
}
