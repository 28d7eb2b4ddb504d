/** The channel of signals on which open pages hear that they should ask again. */
export const LIVE_CHANNEL = 'callboard:reservations';

/** What has changed; the message of a signal is `{ areas: LiveArea[] }`. */
export type LiveArea = 'bookings' | 'inventory' | 'rights';
