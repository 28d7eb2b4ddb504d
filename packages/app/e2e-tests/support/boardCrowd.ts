import type { Page, Route } from '@playwright/test';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const COLOURS = ['#1f6feb', '#8250df', '#1a7f37', '#9a6700', '#cf222e'];
/** Each tenth is a cluster, and the nine after it are its nodes. */
const FAMILY = 10;

const row = (number: number) => ({
  id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
  version: 1,
  createdAt: '2027-01-01T00:00:00.000Z',
  updatedAt: '2027-01-01T00:00:00.000Z',
});

const types = COLOURS.map((colour, i) => ({
  ...row(10 + i),
  name: `type-${i}`,
  title: `Type ${i}`,
  colour,
  setupMinutes: 0,
  teardownMinutes: 0,
  attributesSchema: {},
  bookingParametersSchema: {},
  policyDefaults: {},
  rates: [],
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

const refOf = (index: number) => `resource:default/machine-${index}`;

function resourcesOf(count: number) {
  return Array.from({ length: count }, (_, i) => ({
    ...row(100 + i),
    entityRef: refOf(i),
    name: `machine-${i}`,
    title: `Machine ${i}`,
    siteRef: site.entityRef,
    type: `type-${i % COLOURS.length}`,
    parentRef: i % FAMILY === 0 ? undefined : refOf(i - (i % FAMILY)),
    status: 'active',
    capacity: 'exclusive',
    attributes: {},
    policies: {},
    managedBy: 'callboard',
    archived: false,
    actions: ['book'],
  }));
}

/** Of each node a booking a day, of five hours, somewhere in the day. */
function bookingsIn(from: number, to: number, resources: number) {
  const bookings = [];
  for (let day = Math.floor(from / DAY_MS); day * DAY_MS < to; day += 1) {
    for (let i = 0; i < resources; i += 1) {
      const start = day * DAY_MS + ((i * 7 + day * 5) % 18) * HOUR_MS;
      const end = start + 5 * HOUR_MS;
      if (i % FAMILY !== 0 && end > from && start < to) {
        bookings.push({
          ...row((day % 1000) * 10_000 + i),
          resourceRefs: [refOf(i)],
          start: new Date(start).toISOString(),
          end: new Date(end).toISOString(),
          title: `Run ${i}`,
          status: (['confirmed', 'active', 'pending'] as const)[i % 3],
          owner: 'user:default/researcher',
          setupMinutes: i % 3 ? 0 : 15,
          teardownMinutes: i % 5 ? 0 : 15,
          editable: true,
        });
      }
    }
  }
  return bookings;
}

/** Answers for a backend with so many resources, all of them in use each day. */
export async function crowdTheBoard(page: Page, count: number) {
  const answer = (route: Route, body: unknown) => route.fulfill({ json: body });
  const lists = {
    sites: [site],
    'resource-types': types,
    resources: resourcesOf(count),
    availability: [],
    'maintenance-windows': [],
    bookings: [],
  };
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
      const items = bookingsIn(
        Date.parse(query.get('from')!),
        Date.parse(query.get('to')!),
        count,
      );
      return answer(route, { items, taken: [], truncated: false });
    },
  );
}
