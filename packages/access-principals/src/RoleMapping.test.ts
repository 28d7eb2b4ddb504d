import { ConfigReader } from '@backstage/config';
import { RoleMapping } from './RoleMapping';

function mapping(roles: Record<string, string | string[]>): RoleMapping {
  return RoleMapping.fromConfig(
    new ConfigReader({ callboard: { access: { roles } } }),
  );
}

describe('RoleMapping', () => {
  it('knows roles by groups and by users, however their refs are written', () => {
    const roles = mapping({
      member: ['Group:Default/Everyone', 'group:default/lab'],
      operations: ['group:ops'],
      'global-admin': ['user:default/admin'],
    });
    expect(roles.rolesOf(['group:default/everyone'])).toEqual(['member']);
    expect(
      roles.rolesOf([
        'user:default/admin',
        'group:default/lab',
        'group:default/everyone',
        'group:default/ops',
      ]),
    ).toEqual(['global-admin', 'operations', 'member']);
    expect(roles.rolesOf(['group:other/everyone'])).toEqual([]);
    expect(roles.rolesOf([])).toEqual([]);
  });

  it('gives nobody a role where nothing is configured', () => {
    const roles = RoleMapping.fromConfig(new ConfigReader({}));
    expect(roles.rolesOf(['user:default/admin'])).toEqual([]);
  });

  it.each([
    [{ superuser: ['group:default/x'] }, /unknown role 'superuser'/],
    [{ 'site-admin': ['group:default/x'] }, /each site names its own admins/],
    [{ member: ['everyone'] }, /roles\.member\[0\]: 'everyone' is not/],
    [
      { member: ['group:default/a', 'resource:default/x'] },
      /roles\.member\[1\]: 'resource:default\/x' is neither/,
    ],
    [{ member: 'group:default/a' }, /member/],
  ])('refuses %j', (roles, message) => {
    expect(() => mapping(roles)).toThrow(message);
  });
});
