import { itemsOf } from './bulk';

const booking = {
  resourceRefs: ['resource:default/a', 'resource:default/b'],
  units: { 'resource:default/b': 2 },
  start: '2027-03-16T08:00:00.000Z',
  end: '2027-03-16T09:30:00.000Z',
  title: 'A run',
  parameters: { 'resource:default/a': { vlan: 7 } },
};

it('is one booking, if nothing says otherwise', () => {
  expect(itemsOf(booking)).toEqual([booking]);
});

it('is one for each resource and each time', () => {
  const items = itemsOf(booking, {
    starts: ['2027-03-17T12:00:00.000Z'],
    separate: true,
    mode: 'each',
  });
  expect(
    items.map(({ resourceRefs, units, start, end, parameters }) => [
      resourceRefs,
      units,
      start.slice(5, 16),
      end.slice(5, 16),
      parameters,
    ]),
  ).toEqual([
    [
      ['resource:default/a'],
      undefined,
      '03-16T08:00',
      '03-16T09:30',
      { vlan: 7 },
    ],
    [
      ['resource:default/b'],
      { 'resource:default/b': 2 },
      '03-16T08:00',
      '03-16T09:30',
      {},
    ],
    [
      ['resource:default/a'],
      undefined,
      '03-17T12:00',
      '03-17T13:30',
      { vlan: 7 },
    ],
    [
      ['resource:default/b'],
      { 'resource:default/b': 2 },
      '03-17T12:00',
      '03-17T13:30',
      {},
    ],
  ]);
});
