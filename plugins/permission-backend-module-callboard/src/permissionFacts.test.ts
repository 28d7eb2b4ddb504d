import { reservationsPermissions } from '@callboard/backstage-plugin-reservations-common';
import { permissionFacts } from '@callboard/access-policy';

describe('the permissions that the plugins declare', () => {
  it('are those that the policy knows, and it knows them right', () => {
    const declared = reservationsPermissions.map(permission => [
      permission.name,
      {
        pluginId: 'reservations',
        action: permission.attributes.action,
        resourceType:
          permission.type === 'resource' ? permission.resourceType : undefined,
      },
    ]);
    expect(Object.fromEntries(declared)).toEqual(permissionFacts);
    expect(declared).toHaveLength(Object.keys(permissionFacts).length);
  });
});
