import { randomUUID } from 'node:crypto';
import type {
  AccessGrant,
  Booking,
  BulkReport,
  Resource,
  ResourceType,
  Site,
  WaitlistEntry,
} from '@callboard/backstage-plugin-reservations-common';
import type { CreatedEndpoint } from '@callboard/backstage-plugin-webhooks-common';
import {
  ACCOUNT_OWNER,
  callers,
  CAMPUS,
  campusNames,
  CLOUD,
  LAB,
  VAULT,
  type Who,
} from '../portal/people';
import type { Portal } from '../portal/startPortal';
import type { Place, Thing } from './holds';
import { createStock, type ThingOptions } from './stock';

/** A thing that was made for a test, with what requests name it by. */
export interface Made<T = { id: string }> extends Thing {
  is: T;
}

/** One way in which a thing may be; each call makes another such thing. */
export interface Variant<T> {
  title: string;
  make(): Promise<Made<T>>;
  /** So many of them, where that is less work than each by itself. */
  makeMany?(count: number): Promise<Made<T>[]>;
}

/** So many of a kind. */
export async function makeMany<T>(
  { make, makeMany: together }: Variant<T>,
  count: number,
): Promise<Made<T>[]> {
  if (count > 1 && together) {
    return together(count);
  }
  return Promise.all(Array.from({ length: count }, make));
}

const refs = (...who: Who[]) => who.map(one => callers[one].ref);

/** Who has an access grant to the whole vault. */
const GUESTS = ['guest', 'memberGuest', 'opsGuest', 'leadGuest'] as const;

const campusPlace = (ref = CAMPUS): Place => ({
  ref,
  public: true,
  admins: refs('campusAdmin', 'leadAdmin', 'opsAdmin', 'auditorCampus'),
  members: [LAB],
  guests: [],
});

const vaultPlace = (ref = VAULT): Place => ({
  ref,
  public: false,
  admins: refs('vaultAdmin'),
  members: ['group:default/vault-team'],
  guests: refs(...GUESTS),
});

const cloudPlace: Place = {
  ref: CLOUD,
  public: true,
  admins: refs('cloudAdmin'),
  members: [],
  guests: [],
};

export const places = {
  campus: campusPlace(),
  vault: vaultPlace(),
  cloud: cloudPlace,
};

/** Whoever administers a site of this world. */
export const administrators = [
  ...places.campus.admins,
  ...places.vault.admins,
  ...places.cloud.admins,
];

export type PlaceName = keyof typeof places;

/** How to get into what was booked, as a receiver reports it. */
export const WAY_IN = { host: 'way-in.example.com', user: 'ubuntu' };

const readyReport = () => ({
  reportId: randomUUID(),
  deliveryId: randomUUID(),
  endpointId: randomUUID(),
  endpointTitle: 'Switch port',
  status: 'ready',
  at: new Date().toISOString(),
  access: WAY_IN,
});

const HOUR_MS = 3_600_000;

/**
 * A full hour that is still to come when the tests of a file are through, and the
 * same one for all of them, also where a clock strikes meanwhile.
 */
const HOUR_TO_COME = Math.ceil((Date.now() + HOUR_MS / 4) / HOUR_MS) * HOUR_MS;

/** An instant that many hours after a full hour to come, within 75 minutes. */
export function hours(count: number): string {
  return new Date(HOUR_TO_COME + count * HOUR_MS).toISOString();
}

export const NEWEST = { 'if-match': '*' };

/**
 * Two sites (one public, one for members), an admin elsewhere, guests of the
 * private one; and how to have more of each kind of thing, in every relation to
 * those who call.
 */
export async function createWorld(portal: Portal) {
  let count = 0;
  const unused = [...campusNames];
  const name = (kind: string) => {
    count += 1;
    return `${kind}-${count}`;
  };
  const admin = <T>(method: string, path: string, body?: object) =>
    portal.done<T>('reservations', 'admin', method, path, {
      body,
      headers: NEWEST,
    });

  const grant = (body: object) =>
    admin<AccessGrant>('POST', '/access-grants', {
      until: hours(500),
      ...body,
    });

  async function makeSite(place: Place, siteName: string): Promise<Site> {
    const site = await admin<Site>('POST', '/sites', {
      name: siteName,
      title: siteName,
      timeZone: 'UTC',
      visibility: place.public ? 'public' : 'members',
      admins: place.admins,
      members: place.members,
    });
    for (const subjectRef of place.guests) {
      await grant({ subjectRef, siteRef: site.entityRef });
    }
    return site;
  }
  const makeType = (siteRef?: string) =>
    admin<ResourceType>('POST', '/resource-types', {
      name: name('type'),
      title: 'A type',
      colour: '#1f6feb',
      siteRef,
    });
  const stock = createStock(portal, () => name('thing'));
  const makeResource = (place: PlaceName, more: ThingOptions = {}) =>
    stock.take(places[place].ref, more);

  const withGone = (place: Place): Place => ({
    ...place,
    admins: [...place.admins, ...refs('gone')],
  });
  const campus = await makeSite(withGone(places.campus), 'campus');
  const vault = await makeSite(withGone(places.vault), 'vault');
  const cloud = await makeSite(places.cloud, 'cloud');
  await admin('POST', '/resource-types', {
    name: 'plain',
    title: 'Plain',
    colour: '#1f6feb',
  });
  await admin('POST', '/resource-types', {
    name: 'by-day',
    title: 'By day',
    colour: '#1f6feb',
    policyDefaults: { offHours: { at: '20:00' } },
  });
  const former = await grant({
    subjectRef: callers.formerGuest.ref,
    siteRef: VAULT,
  });
  await admin('POST', `/access-grants/${former.id}/revoke`);
  portal.remove('gone');
  portal.forget();

  const siteVariant = (title: PlaceName): Variant<Site> => ({
    title: `like the ${title}`,
    make: async () => {
      const known = title === 'campus' ? unused.shift()! : name('site');
      const site = await makeSite(places[title], known);
      const sites = [{ ...places[title], ref: site.entityRef }];
      return { title, sites, is: site };
    },
  });

  const typeVariant = (title: PlaceName): Variant<ResourceType> => ({
    title: `in the ${title}`,
    make: async () => ({
      title,
      sites: [places[title]],
      is: await makeType(places[title].ref),
    }),
  });

  const resourceVariant = (
    place: PlaceName,
    { owner, keyholder }: { owner?: string; keyholder?: Who } = {},
  ): Variant<Resource> => ({
    title: `in the ${place}${owner ? ` of ${owner}` : ''}${keyholder ? ` with a key for ${keyholder}` : ''}`,
    make: async () => {
      const is = await makeResource(place, owner ? { owner } : {});
      const keyholders = keyholder ? refs(keyholder) : [];
      for (const subjectRef of keyholders) {
        await grant({
          subjectRef,
          siteRef: is.siteRef,
          resourceRef: is.entityRef,
        });
      }
      const sites = [places[place]];
      return { title: place, sites, owner, keyholders, is };
    },
  });

  let key: Promise<Made<Resource>> | undefined;

  interface BookingFacts {
    at: PlaceName[];
    owner: string;
    by: Who;
    participants?: Who[];
    approvers?: Who[];
  }

  const bookingVariant = (
    title: string,
    { at, owner, by, participants = [], approvers = [] }: BookingFacts,
    columns: (approvers: string[]) => object = () => ({}),
    type = 'plain',
    more: object = {},
  ): Variant<Booking> => {
    const request = async () => {
      const things = await Promise.all(
        at.map(place => makeResource(place, { type })),
      );
      return {
        resourceRefs: things.map(one => one.entityRef),
        start: hours(1),
        end: hours(2),
        title,
        participants: refs(...participants),
        ...more,
      };
    };
    // Whose they are, whatever they may book: the table is about what is there.
    const handOver = async (bookings: Booking[]): Promise<Made<Booking>[]> => {
      const ids = bookings.map(({ id }) => id);
      const seriesIds = bookings.flatMap(({ seriesId }) => seriesId ?? []);
      await portal.knexes
        .reservations('booking')
        .whereIn('id', ids)
        .orWhereIn('series_id', seriesIds)
        .update({
          owner,
          booked_by: callers[by].ref,
          ...columns(refs(...approvers)),
        });
      await portal.knexes
        .reservations('series')
        .whereIn('id', seriesIds)
        .update({ owner });
      const approvals = refs(...approvers).flatMap(ref =>
        ids.map(id => ({ booking_id: id, role: 'approver', ref })),
      );
      if (approvals.length > 0) {
        await portal.knexes.reservations('booking_approval').insert(approvals);
      }
      return bookings.map(booking => ({
        title,
        sites: at.map(place => places[place]),
        owner,
        bookedBy: callers[by].ref,
        participants: refs(...participants),
        approvers: refs(...approvers),
        is: booking,
      }));
    };
    const make = async () => {
      const body = await request();
      const [made] = await handOver([
        await admin<Booking>('POST', '/bookings', body),
      ]);
      return made;
    };
    const inOneGo = async (many: number) => {
      const items = await Promise.all(Array.from({ length: many }, request));
      const report = await admin<BulkReport>('POST', '/bookings/bulk', {
        mode: 'all',
        items,
      });
      if (report.booked < many) {
        throw new Error(`Not all are booked: ${JSON.stringify(report)}`);
      }
      return handOver(report.items.map(({ booking }) => booking!));
    };
    return 'recurrence' in more
      ? { title, make }
      : { title, make, makeMany: inOneGo };
  };

  const of = (who: Who) => ({ owner: callers[who].ref, by: who });
  const bookingFacts: readonly (readonly [string, BookingFacts])[] = [
    ['a member’s on the campus', { at: ['campus'], ...of('researcher') }],
    [
      'a member’s in the vault',
      { at: ['vault'], ...of('researcher'), participants: ['colleague'] },
    ],
    [
      'an insider’s in the vault',
      { at: ['vault'], ...of('insider'), participants: ['admin'] },
    ],
    [
      'one of operations in the vault',
      {
        at: ['vault'],
        ...of('operations'),
        participants: ['leadAdmin', 'auditor', 'visitor'],
      },
    ],
    ['a team lead’s on the cloud', { at: ['cloud'], ...of('leadAdmin') }],
    [
      'a team lead’s in the vault',
      { at: ['vault'], ...of('leadAdmin'), participants: ['operations'] },
    ],
    ['an auditor’s in the vault', { at: ['vault'], ...of('auditor') }],
    ['a guest’s in the vault', { at: ['vault'], ...of('guest') }],
    ['one of both sites', { at: ['campus', 'vault'], ...of('admin') }],
    [
      'an account’s on the campus',
      { at: ['campus'], owner: 'group:default/bot-owners', by: 'memberBot' },
    ],
    [
      'an account’s in the vault',
      { at: ['vault'], owner: 'group:default/bot-owners', by: 'leadBot' },
    ],
    ['one made for a team', { at: ['campus'], owner: LAB, by: 'developer' }],
  ];
  const bookingsWith = (
    columns?: () => object,
    type?: string,
    more?: object,
  ): Variant<Booking>[] =>
    bookingFacts.map(([title, facts]) =>
      bookingVariant(title, facts, columns, type, more),
    );

  /** Somebody who waits for one thing while another has it, or is offered it. */
  const waitlistVariant = (
    [title, { at, owner, by }]: readonly [string, BookingFacts],
    isOffered: boolean,
  ): Variant<WaitlistEntry> => ({
    title,
    make: async () => {
      const [place] = at;
      const { entityRef } = await makeResource(place);
      const time = { start: hours(5), end: hours(6) };
      const taken = await admin<Booking>('POST', '/bookings', {
        resourceRefs: [entityRef],
        title: 'In the way',
        ...time,
      });
      const entry = await admin<WaitlistEntry>('POST', '/waitlist', {
        resourceRef: entityRef,
        from: time.start,
        until: time.end,
        title,
      });
      if (isOffered) {
        await admin('POST', `/bookings/${taken.id}/cancel`);
      }
      const bookedBy = callers[by].ref;
      await portal.knexes
        .reservations('waitlist_entry')
        .where({ id: entry.id })
        .update({ owner, booked_by: bookedBy });
      await portal.knexes
        .reservations('booking')
        .where({ hold_of: entry.id })
        .update({ owner, booked_by: bookedBy });
      return { title, sites: [places[place]], owner, bookedBy, is: entry };
    },
  });

  /** Of those who have nothing else to do with it. */
  const approvers: Who[] = [
    'operations',
    'reviewer',
    'leadGuest',
    'colleague',
    'visitor',
    'auditor',
  ];
  const pending = (named: string[]) => ({
    status: 'pending',
    expires_at: Date.parse(hours(1)),
    approval: JSON.stringify({
      reasons: ['It is scarce.'],
      approvers: named,
      requestedBy: [],
      requestedAt: Date.now(),
    }),
  });
  const decidable = (
    columns: (approvers: string[]) => object,
    named: Who[] = [],
  ): Variant<Booking>[] => [
    bookingVariant(
      'an insider’s in the vault',
      { at: ['vault'], ...of('insider'), approvers: named },
      columns,
    ),
    bookingVariant(
      'an admin’s on the campus',
      { at: ['campus'], ...of('campusAdmin') },
      columns,
    ),
    bookingVariant(
      'an approver’s in the vault',
      { at: ['vault'], ...of('colleague'), approvers: named },
      columns,
    ),
    bookingVariant(
      'an account’s on the campus',
      { at: ['campus'], owner: ACCOUNT_OWNER, by: 'memberBot' },
      columns,
    ),
    bookingVariant(
      'a global admin’s on the cloud',
      { at: ['cloud'], ...of('admin') },
      columns,
    ),
  ];
  /** That one can check in to now. */
  const awaited = () => ({
    start_at: Date.now() - 60_000,
    expires_at: Date.now() + HOUR_MS,
  });
  const byDay = () => ({
    status: 'active',
    off_hours_at: Date.parse(hours(2)) - 60_000,
  });

  const grantVariant = (title: PlaceName): Variant<AccessGrant> => ({
    title: `for the ${title}`,
    make: async () => ({
      title,
      sites: [places[title]],
      is: await grant({
        subjectRef: callers.formerGuest.ref,
        siteRef: places[title].ref,
        from: hours(400),
      }),
    }),
  });

  const endpointVariant = (
    title: string,
    at: PlaceName[],
    scope: () => Promise<object> | object,
  ): Variant<CreatedEndpoint> => ({
    title,
    make: async () => ({
      title,
      sites: at.map(place => places[place]),
      is: await portal.done('webhooks', 'admin', 'POST', '/endpoints', {
        body: {
          url: 'https://hooks.example.com/callboard',
          eventTypes: ['booking.started'],
          scope: await scope(),
        },
      }),
    }),
  });

  return {
    campus,
    vault,
    cloud,
    /** Takes away all endpoints there are: each is looked after twice a second. */
    forgetEndpoints: async () => {
      await portal.knexes
        .webhooks('endpoint')
        .whereNull('deleted_at')
        .update({ deleted_at: Date.now() });
    },
    grant,
    makeResource,
    makeType,
    /** Who may use one thing in the vault, and no more of it. */
    keyholders: async () => {
      key ??= resourceVariant('vault', { keyholder: 'keyholder' }).make();
      return (await key).keyholders!;
    },
    variants: {
      sites: [siteVariant('campus'), siteVariant('vault')],
      types: [
        typeVariant('campus'),
        typeVariant('vault'),
        {
          title: 'of every site',
          make: async () => ({
            title: 'of every site',
            sites: [],
            shared: true,
            is: await makeType(),
          }),
        },
      ],
      resources: [
        resourceVariant('campus'),
        resourceVariant('campus', { owner: LAB }),
        resourceVariant('vault'),
        resourceVariant('vault', { owner: callers.researcher.ref }),
        resourceVariant('vault', { keyholder: 'keyholder' }),
      ],
      bookings: bookingsWith(),
      waitlistEntries: bookingFacts.map(facts => waitlistVariant(facts, false)),
      offers: bookingFacts.map(facts => waitlistVariant(facts, true)),
      seriesBookings: bookingsWith(undefined, undefined, {
        recurrence: { rule: 'FREQ=DAILY;COUNT=2' },
      }),
      activeBookings: bookingsWith(() => ({ status: 'active' })),
      pendingBookings: decidable(pending, approvers),
      missedBookings: decidable(() => ({ status: 'no_show' })),
      awaitedBookings: bookingsWith(awaited),
      nightlyBookings: bookingsWith(byDay, 'by-day'),
      readyBookings: bookingsWith().map(({ title, make }) => ({
        title,
        make: async () => {
          const booking = await make();
          await portal.done(
            'reservations',
            'webhooks',
            'POST',
            `/bookings/${booking.is.id}/provisioning`,
            { body: readyReport() },
          );
          return booking;
        },
      })),
      accessGrants: [grantVariant('campus'), grantVariant('vault')],
      endpoints: [
        endpointVariant('of the campus', ['campus'], () => ({
          kind: 'site',
          ref: CAMPUS,
        })),
        endpointVariant('of something in the vault', ['vault'], async () => ({
          kind: 'resource',
          ref: (await makeResource('vault')).entityRef,
        })),
        endpointVariant('of everything', [], () => ({ kind: 'all' })),
      ],
      places: (['campus', 'vault'] as const).map(title => ({
        title: `the ${title}`,
        make: async () => ({
          title,
          sites: [places[title]],
          is: title === 'campus' ? campus : vault,
        }),
      })),
    },
  };
}

export type World = Awaited<ReturnType<typeof createWorld>>;
