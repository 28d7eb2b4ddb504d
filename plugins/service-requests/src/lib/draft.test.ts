import {
  anOffering,
  aRequest,
  aService,
  REDIS,
  RESEARCH,
  someOptions,
} from '../__testUtils__/examples';
import {
  changeBody,
  changeItem,
  draftBody,
  draftOf,
  emptyDraft,
  newItem,
  regionsIn,
  requestBody,
  suggestedOwner,
} from './draft';

const NOW = Date.parse('2027-03-16T08:00:00.000Z');
const options = someOptions();
const owners = options.owners.map(ref => ({ ref }));
const postgres = newItem(anOffering(), 'a');

it('begins outside of production, for the team, with what is suggested', () => {
  const draft = emptyDraft(options, [postgres], { owners, now: NOW });
  expect(draft).toMatchObject({
    environment: 'staging',
    regions: ['eu-west-1'],
    owner: RESEARCH,
    endDate: '2027-04-15',
  });
  expect(draftBody(draft)).toEqual({
    environment: 'staging',
    regions: ['eu-west-1'],
    owner: RESEARCH,
    endDate: '2027-04-15',
    items: [
      {
        offering: 'postgresql',
        operation: 'create',
        parameters: {
          size: 'small',
          storage: 20,
          multiAz: false,
          backup: { retentionDays: 7 },
        },
      },
    ],
  });
});

it('stands where the service is that it changes, and asks for what changes only', () => {
  const target = aService({ environment: 'production', owner: RESEARCH });
  const item = changeItem(anOffering(), 'scale', target, 'a');
  expect(item.values).toEqual({ size: 'small', storage: 20 });
  const draft = emptyDraft(
    options,
    [{ ...item, values: { size: 'large', storage: 20 } }],
    { owners, now: NOW },
  );
  expect(draftBody(draft)).toEqual({
    environment: 'production',
    owner: RESEARCH,
    items: [
      {
        offering: 'postgresql',
        operation: 'scale',
        targetRef: target.entityRef,
        parameters: { size: 'large' },
      },
    ],
  });
});

it('hands the typed name in with a removal', () => {
  const item = changeItem(anOffering(), 'decommission', aService(), 'a');
  const draft = emptyDraft(options, [{ ...item, confirm: 'orders' }], {
    owners,
    now: NOW,
  });
  expect(requestBody(draft, 'Removal of orders')).toMatchObject({
    title: 'Removal of orders',
    items: [{ operation: 'decommission', confirm: 'orders' }],
  });
});

it('keeps several items together', () => {
  const draft = emptyDraft(options, [postgres, newItem(REDIS, 'b')], {
    owners,
    now: NOW,
  });
  expect(draftBody(draft).items.map(({ offering }) => offering)).toEqual([
    'postgresql',
    'redis',
  ]);
});

it('says of a change what was emptied too', () => {
  const draft = draftOf(aRequest(), {
    offerings: [anOffering()],
    services: new Map(),
  });
  expect(changeBody({ ...draft, endDate: '', reason: '' }, 'x')).toMatchObject({
    title: 'PostgreSQL orders in staging',
    endDate: '',
    reason: '',
  });
});

it('shows of a request what the server adds to it too', () => {
  const [item] = draftOf(aRequest(), {
    offerings: [anOffering()],
    services: new Map(),
  }).items;
  expect(item.values).toEqual({
    name: 'orders',
    size: 'small',
    storage: 20,
    multiAz: false,
    backup: { retentionDays: 7 },
  });
});

it('keeps the regions that another environment has', () => {
  const [staging, production] = options.environments;
  expect(regionsIn(production, ['eu-central-1'])).toEqual(['eu-central-1']);
  expect(regionsIn(staging, ['eu-central-1'])).toEqual(['eu-west-1']);
});

it('prefers a team to everybody, and everybody to one person', () => {
  const me = { ref: 'user:default/me' };
  const all = { ref: 'group:default/all', type: 'organization' };
  const team = { ref: 'group:default/team', type: 'team' };
  expect(suggestedOwner([me, all, team])).toBe(team.ref);
  expect(suggestedOwner([me, all])).toBe(all.ref);
  expect(suggestedOwner([me])).toBe(me.ref);
});
