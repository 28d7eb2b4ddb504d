import type {
  Booking,
  Resource,
} from '@callboard/backstage-plugin-reservations-common';
import {
  isAskable,
  toChange,
  toNewBooking,
  valuesForAgain,
  valuesFromBooking,
  valuesFromPrefill,
  withOffer,
  withResources,
  withStart,
} from './bookingForm';

const zone = 'Europe/Rome';
const now = new Date('2027-03-16T08:07:00Z');
const cluster = 'resource:default/gpu-cluster-1';
const pool = 'resource:default/build-servers';
const resources = [
  { entityRef: cluster, capacity: 'exclusive' },
  { entityRef: pool, capacity: 8 },
] as Resource[];

const booking = {
  id: 'b1',
  version: 3,
  resourceRefs: [cluster],
  units: {},
  start: '2027-03-02T08:00:00.000Z',
  end: '2027-03-02T11:00:00.000Z',
  timeZone: zone,
  title: 'GPU run',
  parameters: {},
  participants: [],
} as unknown as Booking;

describe('the booking form', () => {
  it('starts at the next quarter hour where nothing was clicked', () => {
    const values = valuesFromPrefill({}, { now, zone });
    expect(values.start).toBe('2027-03-16T08:15:00.000Z');
    expect(values.end).toBe('2027-03-16T09:15:00.000Z');
    expect(isAskable(values)).toBe(false);
  });

  it('does not trust an address', () => {
    const values = valuesFromPrefill(
      { start: 'yesterday', end: '2020-01-01T00:00:00Z' },
      { now, zone },
    );
    expect(values.start).toBe('2027-03-16T08:15:00.000Z');
    expect(values.end).toBe('2027-03-16T09:15:00.000Z');
  });

  it('keeps the length when the start moves', () => {
    const moved = withStart(
      valuesFromBooking(booking),
      '2027-03-03T10:00:00.000Z',
    );
    expect(moved.end).toBe('2027-03-03T13:00:00.000Z');
  });

  it('books again at the same wall-clock time over a change of clocks', () => {
    const again = valuesForAgain(booking, {
      now: new Date('2027-03-29T06:00:00Z'),
      zone,
    });
    expect(again.start).toBe('2027-03-30T07:00:00.000Z');
    expect(again.end).toBe('2027-03-30T10:00:00.000Z');
  });

  it('sends units of pools only, one where none was said', () => {
    const values = withResources(
      { ...valuesFromPrefill({}, { now, zone }), units: { [pool]: 3 } },
      [cluster, pool],
    );
    const context = { zone, resources, fallbackTitle: 'GPU cluster 1' };
    expect(toNewBooking(values, context)).toMatchObject({
      units: { [pool]: 3 },
      title: 'GPU cluster 1',
    });
    const without = withResources(values, [cluster]);
    expect(toNewBooking(without, context).units).toBeUndefined();
    const back = withResources(without, [pool]);
    expect(toNewBooking(back, context).units).toEqual({ [pool]: 1 });
  });

  it('takes an offer in place of what is taken', () => {
    const asked = {
      resourceRefs: [cluster, pool],
      start: booking.start,
      end: booking.end,
    };
    const slot = {
      resourceRef: 'resource:default/gpu-cluster-2',
      start: '2027-03-02T12:00:00.000Z',
      end: '2027-03-02T15:00:00.000Z',
    };
    const conflicts = [
      { ...booking, resourceRef: cluster, kind: 'booking' as const },
    ];
    expect(withOffer(asked, slot, conflicts)).toEqual({
      resourceRefs: [slot.resourceRef, pool],
      start: slot.start,
      end: slot.end,
    });
    expect(
      withOffer(asked, { ...slot, resourceRef: pool }, conflicts).resourceRefs,
    ).toEqual([cluster, pool]);
  });

  it('changes only what differs', () => {
    const context = { zone, resources, fallbackTitle: '' };
    const values = valuesFromBooking(booking);
    expect(toChange(values, booking, context)).toBeUndefined();
    expect(
      toChange({ ...values, purpose: ' Training ' }, booking, context),
    ).toEqual({ purpose: 'Training' });
  });
});
