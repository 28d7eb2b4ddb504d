import { ConfigReader } from '@backstage/config';
import { ServiceAccounts } from './ServiceAccounts';

const ci = {
  subject: 'ci-pipeline',
  title: 'CI',
  roles: ['member'],
  sites: ['resource:default/Cloud', 'campus'],
  owner: 'Group:Default/Platform-Team',
};

function accounts(...serviceAccounts: object[]): ServiceAccounts {
  return ServiceAccounts.fromConfig(
    new ConfigReader({ callboard: { access: { serviceAccounts } } } as never),
  );
}

describe('ServiceAccounts', () => {
  it('knows who a token stands for', () => {
    expect(accounts(ci).principalOf('ci-pipeline')).toEqual({
      kind: 'service',
      ref: 'ci-pipeline',
      claims: ['ci-pipeline'],
      roles: ['member'],
      account: {
        title: 'CI',
        owner: 'group:default/platform-team',
        sites: ['resource:default/cloud', 'resource:default/campus'],
      },
    });
    expect(accounts(ci).all()).toHaveLength(1);
    expect(
      accounts({ ...ci, sites: 'all' }).principalOf('ci-pipeline').account,
    ).toMatchObject({ sites: 'all' });
  });

  it('gives a token without an account nothing', () => {
    for (const subject of ['ci', 'ci-pipeline ', 'external:ci-pipeline', '']) {
      expect(accounts(ci).principalOf(subject)).toEqual({
        kind: 'service',
        ref: subject,
        claims: [],
        roles: [],
      });
    }
    expect(
      ServiceAccounts.fromConfig(new ConfigReader({})).principalOf('ci').roles,
    ).toEqual([]);
  });

  it.each([
    [{ ...ci, roles: ['root'] }, /serviceAccounts\[0\]\.roles names 'root'/],
    [{ ...ci, roles: ['visitor'] }, /names 'visitor'/],
    [{ ...ci, sites: undefined }, /sites/],
    [{ ...ci, sites: 'some' }, /sites/],
    [{ ...ci, sites: [''] }, /sites\[0\]/],
    [{ ...ci, owner: undefined }, /owner/],
    [{ ...ci, owner: 'resource:default/x' }, /owner.*neither a group nor/],
    [{ ...ci, subject: 'plugin:catalog' }, /a plugin of this portal/],
  ])('refuses %j', (account, message) => {
    expect(() => accounts(account)).toThrow(message);
  });

  it('refuses two accounts of one token', () => {
    expect(() => accounts(ci, ci)).toThrow(/another account 'ci-pipeline'/);
  });
});
