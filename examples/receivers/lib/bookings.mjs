/**
 * Which booking has what, and whether a beginning or an end may still be obeyed.
 *
 * Deliveries come in order as long as they can. One that fails for ten minutes no
 * longer holds up the others: the next goes out with `precedingUndelivered`, and
 * the failed one comes later with `superseded: true`. A receiver that would obey
 * each as it comes would then switch off the machine of whoever is next. So:
 *
 * - A superseded beginning is not obeyed: what overtook it said more.
 * - A superseded end frees nothing that is shared. It does take back what belongs
 *   to its booking alone, as a key or a container does: that can hurt nobody.
 * - A beginning takes a thing from whoever held it, because one thing has one
 *   booking at a time: the end that should have said so is among the
 *   `precedingUndelivered`, or was given up. A booking that has nothing left is
 *   over. Pools are held by many; there this cannot be known, and each booking
 *   waits for its own end.
 * - A beginning of a booking that is known to be over, or whose time has passed
 *   (a replay), is not obeyed; nor does an end free what somebody else has.
 *
 * `bookings` is a plain object inside the receiver's state, so that all of this
 * is still known after a restart.
 */
const KEPT_MS = 90 * 24 * 60 * 60 * 1000;

/**
 * `setup_started` and `started` both come here; the second changes nothing.
 *
 * @returns {{ obey: boolean, why?: string, ousted: string[] }} `ousted`: bookings
 *   that are over because of this
 */
export function begin(bookings, event, now = new Date()) {
  const { booking, resources } = event.data;
  const why = reasonToIgnore(bookings[booking.id], event, now);
  if (why) {
    return { obey: false, why, ousted: [] };
  }
  const held = resources
    .filter(({ entityRef }) => booking.units?.[entityRef] === undefined)
    .map(({ entityRef, parentRef }) => ({ entityRef, parentRef }));
  const ousted = oust(bookings, booking.id, held, now);
  bookings[booking.id] = { over: false, held, at: now.getTime() };
  return { obey: true, ousted };
}

/**
 * `ended`, `teardown_ended`, or `cancelled` while it was being set up.
 *
 * @returns {{ free: string[], why?: string }} `free`: the resources, by ref, that
 *   may be switched off, because nobody has them now
 */
export function end(bookings, event, now = new Date()) {
  const { booking, resources } = event.data;
  bookings[booking.id] = { over: true, at: now.getTime() };
  forgetOld(bookings, now);
  if (event.superseded) {
    return { free: [], why: 'superseded: a later delivery came before it' };
  }
  const free = resources.filter(
    resource =>
      !Object.values(bookings).some(other => isHolding(other, [resource])),
  );
  return {
    free: free.map(({ entityRef }) => entityRef),
    why:
      free.length < resources.length
        ? 'another booking has what is left out'
        : undefined,
  };
}

/** Is this event the end of all use, teardown included? */
export function isOver({ type, data }) {
  return (
    type === 'booking.teardown_ended' ||
    type === 'booking.cancelled' ||
    (type === 'booking.ended' && !data.booking.teardownMinutes)
  );
}

/** Parameters are keyed by resource where resources of several types are booked. */
export function parametersOf({ booking }, resourceRef) {
  return booking.parameters?.[resourceRef] ?? booking.parameters ?? {};
}

/** `resource:default/gpu-node-1` is called `gpu-node-1` by the devices. */
export function nameOf(resourceRef) {
  return resourceRef.slice(resourceRef.lastIndexOf('/') + 1);
}

/** A booking from which something was taken keeps the rest, if there is any. */
function oust(bookings, bookingId, taken, now) {
  const affected = Object.entries(bookings).filter(
    ([id, known]) => id !== bookingId && isHolding(known, taken),
  );
  for (const [, known] of affected) {
    known.held = known.held.filter(
      mine => !taken.some(other => overlaps(mine, other)),
    );
    known.over = known.held.length === 0;
    known.at = now.getTime();
  }
  return affected.filter(([, known]) => known.over).map(([id]) => id);
}

function reasonToIgnore(known, event, now) {
  if (event.superseded) {
    return 'superseded: a later delivery came before it';
  }
  if (known?.over) {
    return 'the booking is over';
  }
  return new Date(event.data.booking.end) <= now
    ? 'the time of the booking has passed'
    : undefined;
}

function isHolding(known, resources) {
  return (
    !known.over &&
    known.held.some(mine => resources.some(other => overlaps(mine, other)))
  );
}

/** The same thing, or a part and its whole. */
function overlaps(one, other) {
  return (
    one.entityRef === other.entityRef ||
    one.parentRef === other.entityRef ||
    one.entityRef === other.parentRef
  );
}

function forgetOld(bookings, now) {
  for (const [id, { over, at }] of Object.entries(bookings)) {
    if (over && at < now.getTime() - KEPT_MS) {
      delete bookings[id];
    }
  }
}
