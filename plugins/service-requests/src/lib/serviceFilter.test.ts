import { isNarrowed, readFilter, serviceQuery } from './serviceFilter';

const NOW = Date.parse('2027-03-16T12:00:00.000Z');
const ask = (address: string) =>
  serviceQuery(readFilter(new URLSearchParams(address)), NOW);

describe('the filter of services', () => {
  it('is nothing where the address says nothing', () => {
    expect(ask('')).toEqual({});
    expect(isNarrowed(readFilter(new URLSearchParams()))).toBe(false);
  });

  it('is what the address says', () => {
    expect(
      ask(
        'q=orders&environment=staging&region=eu-west-1&owner=group:default/a',
      ),
    ).toEqual({
      q: 'orders',
      environment: 'staging',
      region: 'eu-west-1',
      owner: 'group:default/a',
    });
    expect(isNarrowed(readFilter(new URLSearchParams('drifted=true')))).toBe(
      true,
    );
  });

  it('knows what is not well, and what ends soon', () => {
    expect(ask('status=unwell')).toEqual({ status: ['degraded', 'timed_out'] });
    expect(ask('expiring=true')).toEqual({
      expiresBefore: '2027-03-30T12:00:00.000Z',
    });
  });

  it('looks among what is gone where that is asked for', () => {
    expect(ask('status=removed')).toEqual({
      status: ['removed'],
      removed: true,
    });
    expect(ask('status=nonsense&drifted=1')).toEqual({});
  });
});
