import type { CalendarBooking } from '@callboard/backstage-plugin-reservations-common';
import { matchesSearch, toCalendarEvents } from './calendarEvents';

const booking: CalendarBooking = {
  id: 'b1',
  version: 2,
  resourceRefs: ['resource:default/gpu-1', 'resource:default/gpu-2'],
  start: '2027-03-16T08:00:00.000Z',
  end: '2027-03-16T10:00:00.000Z',
  title: 'GPU run',
  status: 'confirmed',
  owner: 'user:default/researcher',
  setupMinutes: 30,
  teardownMinutes: 0,
  editable: true,
};
const titleOf = (ref: string) => ref.replace('resource:default/gpu-', 'GPU ');

describe('a booking on the calendar', () => {
  it('has the colour of its type and its buffers as shares of its length', () => {
    const [event] = toCalendarEvents([booking], {
      mode: 'light',
      titleOf,
      colourOf: () => '#ffd24c',
    });
    expect(event).toMatchObject({
      id: 'b1',
      color: '#ffd24c',
      editable: true,
      extendedProps: {
        resources: 'GPU 1 +1',
        setup: 0.25,
        teardown: 0,
        past: false,
      },
    });
  });

  it('is found by words of its title, resource and owner', () => {
    expect(matchesSearch(booking, 'run GPU 2', titleOf)).toBe(true);
    expect(matchesSearch(booking, 'researcher', titleOf)).toBe(true);
    expect(matchesSearch(booking, 'microscope', titleOf)).toBe(false);
  });

  it('maps 5,000 of them in well under a frame budget of a paint', () => {
    const many = Array.from({ length: 5_000 }, (_, i) => ({
      ...booking,
      id: `b${i}`,
    }));
    const before = process.cpuUsage();
    toCalendarEvents(many, {
      mode: 'dark',
      titleOf,
      colourOf: () => '#123456',
    });
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(250);
  });
});
