import { groupEventTypes, searchEventTypes } from './eventGroups';

const types = [
  { type: 'site.created', title: 'Site created', description: 'New.' },
  { type: 'booking.started', title: 'Started', description: 'It runs.' },
  { type: 'resource.changed', title: 'Changed', description: 'Another name.' },
  { type: 'booking.ended', title: 'Ended', description: 'It is over.' },
];

it('groups by what it happened to, bookings first', () => {
  expect(
    groupEventTypes(types).map(({ name, types: of }) => [
      name,
      of.map(({ type }) => type),
    ]),
  ).toEqual([
    ['booking', ['booking.started', 'booking.ended']],
    ['resource', ['resource.changed']],
    ['site', ['site.created']],
  ]);
});

it('finds every word anywhere', () => {
  expect(searchEventTypes(types, ' OVER  booking').map(x => x.type)).toEqual([
    'booking.ended',
  ]);
  expect(searchEventTypes(types, 'nothing')).toEqual([]);
  expect(searchEventTypes(types, ' ')).toHaveLength(4);
});
