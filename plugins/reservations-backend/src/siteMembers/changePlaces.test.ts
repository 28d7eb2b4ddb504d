import { changePlaces } from './changePlaces';

const known = new Set(['user:default/one', 'group:default/two']);
const keepsAdmin = (admins: string[]) => admins.length > 0;
const admin = (ref: string) => ({ ref, role: 'admin' as const });
const member = (ref: string) => ({ ref, role: 'member' as const });

describe('changePlaces', () => {
  it('does what can be done, and says what became of each', () => {
    const { outcomes, added, removed } = changePlaces(
      [admin('user:default/boss'), member('group:default/two')],
      {
        add: [
          member('User:One'),
          member('user:one'),
          member('group:default/two'),
          member('resource:default/rack'),
          member('no ref at all'),
          admin('user:default/nobody'),
        ],
        remove: [
          member('group:two'),
          member('user:default/one'),
          admin('user:default/stranger'),
          admin('user:default/boss'),
        ],
        known,
        keepsAdmin,
      },
    );
    expect(
      outcomes.map(({ ref, role, outcome }) => [ref, role, outcome]),
    ).toEqual([
      ['user:default/one', 'member', 'added'],
      ['user:default/one', 'member', 'unchanged'],
      ['group:default/two', 'member', 'unchanged'],
      ['resource:default/rack', 'member', 'failed'],
      ['no ref at all', 'member', 'failed'],
      ['user:default/nobody', 'admin', 'failed'],
      ['group:default/two', 'member', 'failed'],
      ['user:default/one', 'member', 'failed'],
      ['user:default/stranger', 'admin', 'unchanged'],
      ['user:default/boss', 'admin', 'failed'],
    ]);
    expect(
      outcomes
        .filter(one => one.outcome === 'failed')
        .every(one => /^[A-Z].+\.$/.test(one.message ?? '')),
    ).toBe(true);
    expect(added).toEqual([member('user:default/one')]);
    expect(removed).toEqual([]);
  });

  it('lets an admin be replaced, and removes who has left the catalog', () => {
    const { outcomes, added, removed } = changePlaces(
      [admin('user:default/gone')],
      {
        add: [admin('user:default/one')],
        remove: [admin('user:default/gone')],
        known,
        keepsAdmin,
      },
    );
    expect(outcomes.map(({ outcome }) => outcome)).toEqual([
      'added',
      'removed',
    ]);
    expect(added).toEqual([admin('user:default/one')]);
    expect(removed).toEqual([admin('user:default/gone')]);
  });

  it('keeps one of several admins who are all to go', () => {
    const { outcomes } = changePlaces(
      [admin('user:a'), admin('user:b')].map(({ role, ref }) => ({
        role,
        ref: ref.replace(':', ':default/'),
      })),
      {
        add: [],
        remove: [admin('user:a'), admin('user:b')],
        known,
        keepsAdmin,
      },
    );
    expect(outcomes.map(({ outcome }) => outcome)).toEqual([
      'removed',
      'failed',
    ]);
  });
});
