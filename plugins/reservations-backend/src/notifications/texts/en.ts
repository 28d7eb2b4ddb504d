/** What people are told, in English. Titles of bookings stand as they are. */
export const en = {
  locale: 'en-GB',
  ofSeries: (what: string, more: number) =>
    `${what}, and ${more} more of its series`,
  booked: (title: string) => `${title} is booked`,
  approved: (title: string) => `${title} is approved`,
  takingPart: (title: string) => `You take part in ${title}`,
  handedOver: (title: string) => `${title} is yours now`,
  changed: (title: string) => `${title} was changed`,
  cancelled: (title: string) => `${title} was cancelled`,
  approvalAsked: (title: string) => `${title} waits for approval`,
  approvalFor: (what: string, owner: string) => `${what}, for ${owner}.`,
  lapses: (when: string) => `It lapses ${when}.`,
  rejected: (title: string) => `${title} was not approved`,
  expired: (title: string) => `${title} lapsed: nobody decided on it in time`,
  noShow: (title: string) => `${title} was given up: nobody checked in`,
  started: (title: string) => `${title} has begun`,
  startedUntil: (places: string, end: string) => `${places}, until ${end}.`,
  ended: (title: string) => `${title} has ended`,
  endedWhy: {
    completed: 'Its time was over.',
    released: 'It was released early.',
    off_hours: 'It was ended for the night.',
  },
  offHours: (title: string) => `${title} ends for the night`,
  offHoursAt: (places: string, when: string) =>
    `${places}: ${when}, unless somebody keeps it.`,
  beginsSoon: (title: string) => `${title} begins soon`,
  endsSoon: (title: string) => `${title} ends soon`,
  checkIn: (title: string) => `Check in to ${title}`,
  checkInUntil: (places: string, when: string) =>
    `${places}: without it the time is given up ${when}.`,
  offered: (title: string) => `Free now: ${title}`,
  offeredUntil: (what: string, until: string) =>
    `${what} is held for you until ${until}. Accept or decline it.`,
  offerLapsed: (title: string) => `The offer for ${title} has lapsed`,
  offerWent: (what: string) => `${what} went to whoever is next.`,
  certificationExpires: (title: string) => `${title} expires soon`,
  certificationUntil: (day: string) =>
    `Your certification is valid until ${day}. What needs it cannot be booked beyond that.`,
  setupFailed: (title: string, message: string | undefined) =>
    `Setting up ${title} failed${message ? `: ${message}` : ''}`,
  /** What a receiver said, in its own words. */
  setupMessage: (message: string) => message,
  setupReady: (title: string) => `${title} is ready`,
  setupSays: (title: string, message: string) => `${title}: ${message}`,
  problemReported: (resource: string, title: string) =>
    `Problem with ${resource}: ${title}`,
  problemSolved: (resource: string, title: string) =>
    `Solved: ${title} (${resource})`,
  problemTaken: (resource: string, title: string) =>
    `Being looked into: ${title} (${resource})`,
  problemMaintenance: (resource: string) =>
    `${resource} is in maintenance because of it.`,
  maintenanceDuring: (title: string) => `Maintenance during ${title}`,
  outOfServiceDuring: (title: string, resource: string | undefined) =>
    `${resource ?? 'What you booked'} is out of service during ${title}`,
  maintenanceMoved: (title: string) =>
    `${title} was moved because of maintenance`,
  maintenanceMovedTo: (where: string, when: string) =>
    `It is now on ${where}, ${when}.`,
  maintenanceCancelled: (title: string) =>
    `${title} was cancelled because of maintenance`,
  inMaintenance: (told: {
    resource: string;
    from: string;
    until: string;
    what: string;
  }) =>
    `${told.resource} is in maintenance from ${told.from} until ${told.until} (${told.what}).`,
  outOfService: (told: {
    resource: string | undefined;
    isMaintenance: boolean;
    message: string | undefined;
  }) =>
    `${told.resource ?? 'It'} is ${told.isMaintenance ? 'in maintenance' : 'unavailable'}${told.message ? ` (${told.message})` : ''}.`,
  staysAsItIs: 'Your booking stays as it is.',
  freeInstead: (where: string, when: string | undefined) =>
    `Free instead: ${where}, ${when ?? 'at the same time'}.`,
  report: {
    used: (percent: number) => `${percent} % used`,
    booked: (hours: string) => `${hours} booked`,
    in: (hours: string, bookings: number) =>
      `${hours} in ${bookings} ${bookings === 1 ? 'booking' : 'bookings'}`,
    noShows: (count: number) =>
      `${count} ${count === 1 ? 'no-show' : 'no-shows'}`,
    cancelled: (count: number) => `${count} cancelled`,
    released: (count: number) => `${count} released early`,
    cost: (amounts: string) => `cost ${amounts}`,
  },
};

/** All that is said, whatever the language. */
export type Texts = typeof en;
