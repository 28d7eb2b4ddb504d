import { timeFormat } from './timeFormat';

const NOON = Date.UTC(2027, 2, 15, 12);
const hour = { hour: '2-digit', minute: '2-digit' } as const;

describe('timeFormat', () => {
  it('is made once for the same, and anew for another zone or language', () => {
    const rome = timeFormat('en-GB', { ...hour, timeZone: 'Europe/Rome' });
    expect(timeFormat('en-GB', { ...hour, timeZone: 'Europe/Rome' })).toBe(
      rome,
    );
    expect(rome.format(NOON)).toBe('13:00');
    const cairo = timeFormat('en-GB', { ...hour, timeZone: 'Africa/Cairo' });
    expect(cairo.format(NOON)).toBe('14:00');
    const day = { day: 'numeric', month: 'long', timeZone: 'UTC' } as const;
    expect(timeFormat('en-GB', day).format(NOON)).toBe('15 March');
    expect(timeFormat('it', day).format(NOON)).toBe('15 marzo');
  });
});
