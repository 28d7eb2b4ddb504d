import { needFields, queryParams, readQuery, searchOf } from './slotSearch';

const now = new Date('2027-03-16T09:30:30.000Z');
const fields = needFields({
  type: 'object',
  properties: {
    gpus: { type: 'integer', title: 'GPUs' },
    cooling: { type: 'string', enum: ['air', 'water'] },
    rack: { type: 'string' },
    shared: { type: 'boolean' },
    map: { type: 'object' },
  },
});

const read = (address: string) => readQuery(new URLSearchParams(address));

it('asks what the address says', () => {
  const query = read(
    'type=gpu&need.gpus=4&need.cooling=water&need.rack=b%3D7&need.shared=true&need.map=x&for=360&each=2&count=3&within=1',
  );
  expect(searchOf(query, fields, { now, siteRef: 'resource:x/y' })).toEqual({
    type: 'gpu',
    siteRefs: ['resource:x/y'],
    attributes: [
      { name: 'gpus', op: '>=', value: 4 },
      { name: 'cooling', op: '=', value: 'water' },
      { name: 'rack', op: 'contains', value: 'b=7' },
      { name: 'shared', op: '=', value: true },
    ],
    units: 2,
    resources: 3,
    minutes: 360,
    from: '2027-03-16T09:30:00.000Z',
    until: '2027-03-17T09:30:00.000Z',
    limit: 20,
  });
});

it('takes odd addresses for nothing', () => {
  expect(read('for=-4&each=x&count=99&within=3&from=2027-01-01')).toEqual({
    needs: {},
    minutes: 120,
    units: 1,
    resources: 1,
    within: 7,
    type: undefined,
    from: undefined,
    until: undefined,
  });
  const query = read('need.gpus=many');
  expect(searchOf(query, fields, { now })?.attributes).toBeUndefined();
});

it('does not ask for what cannot be', () => {
  const tooShort = read(
    'from=2027-03-16T10:00:00Z&until=2027-03-16T11:00:00Z&for=90',
  );
  expect(searchOf(tooShort, fields, { now })).toBeUndefined();
  const tooWide = read('from=2027-03-16T10:00:00Z&until=2027-06-16T11:00:00Z');
  expect(searchOf(tooWide, fields, { now })).toBeUndefined();
});

it('keeps in the address what differs, and needs only of the type', () => {
  const query = read('type=gpu&need.gpus=4');
  expect(queryParams({ type: 'microscope' }, query)).toEqual({
    type: 'microscope',
    'need.gpus': undefined,
  });
  expect(
    queryParams({ needs: { gpus: '' }, minutes: 120, resources: 2 }, query),
  ).toEqual({ 'need.gpus': undefined, for: undefined, count: '2' });
  expect(queryParams({ within: 30 }, query)).toEqual({
    within: '30',
    from: undefined,
    until: undefined,
  });
});
