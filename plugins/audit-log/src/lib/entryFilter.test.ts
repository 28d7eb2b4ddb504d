import { apiQuery, filterQuery, NO_FILTER, readFilter } from './entryFilter';

const NOW = Date.parse('2027-03-16T08:00:00.000Z');

it('reads back what it writes into an address', () => {
  const filter = {
    ...NO_FILTER,
    q: 'long run',
    from: '2027-03-01T00:00:00.000Z',
    to: '2027-03-02T00:00:00.000Z',
    actor: 'user:default/researcher',
    actions: ['booking.*', 'access.denied'],
    subject: 'booking:1',
    site: 'resource:default/campus',
    outcomes: ['failed', 'denied'] as ('failed' | 'denied')[],
    plugin: 'reservations',
    kind: 'access' as const,
    correlation: 'c1',
  };
  expect(readFilter(new URLSearchParams(filterQuery(filter)))).toEqual(filter);
});

it('leaves out what it does not know', () => {
  const params = new URLSearchParams(
    'range=5y&from=yesterday&outcome=fine,denied&kind=other',
  );
  expect(readFilter(params)).toEqual({ ...NO_FILTER, outcomes: ['denied'] });
});

it('counts a range back from now, whatever else the address says', () => {
  const filter = readFilter(
    new URLSearchParams('range=24h&from=2020-01-01T00:00:00Z'),
  );
  expect(apiQuery(filter, NOW)).toEqual({
    from: '2027-03-15T08:00:00.000Z',
  });
});
