import { orderingKeysOf } from './ordering';

const event = {
  type: 'booking.started',
  aggregate: 'booking:1',
  orderingKeys: ['booking:1', 'resource:node', 'resource:rack/part'],
};

describe('orderingKeysOf', () => {
  it.each(['setup_started', 'started', 'ended', 'teardown_ended'])(
    'puts booking.%s in order on its resources, whole or in part',
    what => {
      expect(orderingKeysOf({ ...event, type: `booking.${what}` })).toEqual([
        { key: 'booking:1', part: false },
        { key: 'resource:node', part: false },
        { key: 'resource:rack', part: true },
      ]);
    },
  );

  it.each(['booking.created', 'booking.changed', 'booking.cancelled'])(
    'puts %s in order on its booking only',
    type => {
      expect(orderingKeysOf({ ...event, type })).toEqual([
        { key: 'booking:1', part: false },
      ]);
    },
  );

  it('names the aggregate even where the keys do not', () => {
    expect(
      orderingKeysOf({
        type: 'resource.changed',
        aggregate: 'resource:node',
        orderingKeys: [],
      }),
    ).toEqual([{ key: 'resource:node', part: false }]);
  });
});
