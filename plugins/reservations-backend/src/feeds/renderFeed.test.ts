import fc from 'fast-check';
import ICAL from 'ical.js';
import { inventoryOf, resourceFacts } from '../__testUtils__/facts';
import type { BookingRecord } from '../bookings/BookingRecord';
import { type FeedContent, renderFeed } from './renderFeed';

const START = Date.parse('2027-03-16T08:00:00.000Z');
const inventory = inventoryOf([
  resourceFacts('gpu', { title: 'GPU cluster 1', location: 'Hall B; row 2' }),
  resourceFacts('laser'),
]);

function aBooking(more: Partial<BookingRecord> = {}): BookingRecord {
  return {
    id: '5a1f0c5e-6d0b-4c39-9d4d-0d6a6f1c9b07',
    version: 3,
    title: 'Training run',
    startAt: START,
    endAt: START + 3_600_000,
    timeZone: 'Europe/Rome',
    status: 'confirmed',
    owner: 'user:default/researcher',
    bookedBy: 'user:default/researcher',
    transferred: false,
    setupMinutes: 30,
    teardownMinutes: 15,
    siteId: 'site',
    multiSite: false,
    resources: [{ id: 'gpu', units: 1, setupMinutes: 30, teardownMinutes: 15 }],
    participants: [],
    parameters: {},
    notices: [],
    createdAt: START - 7_200_000,
    updatedAt: START - 3_600_000,
    ...more,
  };
}

function render(
  bookings: BookingRecord[],
  more: Partial<FeedContent> = {},
): Promise<string> {
  return renderFeed({
    kind: 'personal',
    title: 'My bookings',
    bookings,
    truncated: false,
    inventory,
    portalUrl: 'https://portal.example.com',
    ...more,
  });
}

/** What another implementation reads: properties, and those of each event. */
function read(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const components = calendar.getAllSubcomponents();
  return {
    components: components.map(({ name }) => name),
    properties: Object.fromEntries(
      calendar.getAllProperties().map(one => [one.name, one.getFirstValue()]),
    ),
    events: components.map(component => {
      const names = component.getAllProperties().map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      return Object.fromEntries(
        component
          .getAllProperties()
          .map(one => [one.name, String(one.getFirstValue())]),
      );
    }),
  };
}

function expectWellFormed(text: string): void {
  for (const line of text.split('\r\n')) {
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(line).not.toMatch(/[\r\n]/);
  }
  expect(Buffer.from(text).toString()).toBe(text);
}

it('says all that a calendar client needs', async () => {
  const text = await render([aBooking({ purpose: 'To see' })]);
  expectWellFormed(text);
  const { components, properties, events } = read(text);
  expect(components).toEqual(['vevent']);
  expect(properties).toMatchObject({
    version: '2.0',
    'x-wr-calname': 'Callboard: My bookings',
  });
  expect(String(properties['x-published-ttl'])).toBe('PT15M');
  expect(events).toEqual([
    {
      uid: 'booking-5a1f0c5e-6d0b-4c39-9d4d-0d6a6f1c9b07@callboard',
      sequence: '2',
      dtstamp: '2027-03-16T07:00:00Z',
      'last-modified': '2027-03-16T07:00:00Z',
      created: '2027-03-16T06:00:00Z',
      dtstart: '2027-03-16T08:00:00Z',
      dtend: '2027-03-16T09:00:00Z',
      summary: 'Training run',
      location: 'GPU cluster 1 (Hall B; row 2), Site',
      description: [
        'To see',
        'GPU cluster 1',
        'Booked for user:default/researcher',
        'https://portal.example.com/reservations?booking=5a1f0c5e-6d0b-4c39-9d4d-0d6a6f1c9b07',
      ].join('\n'),
      url: 'https://portal.example.com/reservations?booking=5a1f0c5e-6d0b-4c39-9d4d-0d6a6f1c9b07',
      status: 'CONFIRMED',
      transp: 'OPAQUE',
    },
  ]);
});

it('is the same for the same bookings, whenever it is written', async () => {
  jest.useFakeTimers({ now: START });
  try {
    const text = await render([aBooking()]);
    jest.setSystemTime(START + 86_400_000);
    expect(await render([aBooking()])).toBe(text);
  } finally {
    jest.useRealTimers();
  }
});

it('is a calendar without bookings, too', async () => {
  const { components, properties } = read(
    await render([], { title: 'Nothing' }),
  );
  expect(components).toEqual([]);
  expect(properties['x-wr-calname']).toBe('Callboard: Nothing');
});

it('names the resources in a site’s calendar, and leaves others free', async () => {
  const units = ['gpu', 'laser', 'gone', 'laser', 'laser'].map(id => ({
    id,
    units: 1,
    setupMinutes: 0,
    teardownMinutes: 0,
  }));
  const [event] = read(
    await render([aBooking({ resources: units })], { kind: 'site' }),
  ).events;
  expect(event).toMatchObject({
    summary: 'GPU cluster 1, laser, laser, 1 more: Training run',
    transp: 'TRANSPARENT',
  });
});

it.each([
  ['pending', 'TENTATIVE', 'Waiting for approval'],
  ['active', 'CONFIRMED', 'Active'],
  ['released', 'CONFIRMED', 'Released early'],
] as const)('shows one that is %s as %s', async (status, shown, said) => {
  const [event] = read(await render([aBooking({ status })])).events;
  expect(event.status).toBe(shown);
  expect(event.description).toContain(said);
});

it('lets others have their turn while it writes many', async () => {
  let turns = 0;
  let writing = true;
  const others = (async () => {
    while (writing) {
      await new Promise(resolve => setImmediate(resolve));
      turns += 1;
    }
  })();
  const many = Array.from({ length: 200 }, (_, n) =>
    aBooking({ title: `Run ${n}` }),
  );
  const text = await render(many);
  writing = false;
  await others;
  expect(turns).toBeGreaterThan(5);
  const summaries = read(text).events.map(event => event.summary);
  expect(summaries).toEqual(many.map(({ title }) => title));
});

it('says that there is more, where there is', async () => {
  const { properties } = read(await render([aBooking()], { truncated: true }));
  expect(properties['x-wr-caldesc']).toMatch(/more bookings/);
});

it('links to nothing where the portal’s address is not known', async () => {
  const [event] = read(
    await render([aBooking()], { portalUrl: undefined }),
  ).events;
  expect(event.url).toBeUndefined();
  expect(event.description).not.toContain('http');
});

const hostile = [
  'End\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:injected',
  'One\nBEGIN:VALARM\nACTION:DISPLAY\nEND:VALARM',
  'One\rX-INJECTED:1',
  'One\u2028X-INJECTED:1\u2029\u0085\u000bX-INJECTED:2',
  'a, b; c: d \\n e \\, f \\\\ "g" ^n %0D%0AX-INJECTED:1',
  '\u0000\u0007\u001b[31mred\u007f',
  '💾🧪👩‍🔬 ünïcödé 実験 𝕏'.repeat(12),
  'x'.repeat(200),
  `half a pair ${'\ud83d'} of characters`,
  ' spaces and\ttabs ',
];

it.each(hostile)('lets no text be more than text: %j', async title => {
  const text = await render([aBooking({ title, purpose: title })], { title });
  expectWellFormed(text);
  const { components, events, properties } = read(text);
  expect(components).toEqual(['vevent']);
  expect(Object.keys(events[0]).sort()).toEqual(
    Object.keys(read(await render([aBooking()])).events[0]).sort(),
  );
  const plain = title
    .replace(/[\r\n\u2028\u2029\u0085\v]+/g, ' ')
    .replace(/[^\P{Cc}\t]/gu, '')
    .replace(/\s+/g, ' ')
    .toWellFormed()
    .trim();
  expect(events[0].summary).toBe(plain);
  // Our parser does not know this property, and leaves it escaped.
  const name = String(properties.name).replace(/\\([\\;,])/g, '$1');
  expect(name).toBe(`Callboard: ${plain}`);
  expect(Object.keys(properties)).not.toContain('x-injected');
});

it('gives back any title, and never more than one event for a booking', async () => {
  const titles = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 200 }),
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc
      .array(fc.constantFrom('\r\n', '\n', ';', ',', '\\', ':', ' ', 'a', '💾'))
      .map(parts => parts.join('')),
  );
  await fc.assert(
    fc.asyncProperty(
      titles,
      fc.array(titles, { maxLength: 3 }),
      async (title, more) => {
        const bookings = [title, ...more].map(one =>
          aBooking({ title: one, purpose: one }),
        );
        const text = await render(bookings, { title });
        expectWellFormed(text);
        const { components, events } = read(text);
        expect(components).toEqual(bookings.map(() => 'vevent'));
        events.forEach(event => {
          expect(event.url).toMatch(/^https:\/\/portal\.example\.com\//);
          expect(event.summary).not.toMatch(/[\r\n]/);
        });
      },
    ),
    { numRuns: 300 },
  );
});
