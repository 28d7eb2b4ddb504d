import { reservationsPermissions } from '@callboard/backstage-plugin-reservations-common';
import { webhooksPermissions } from '@callboard/backstage-plugin-webhooks-common';
import { permissionFacts } from '@callboard/access-policy';

describe('the permissions that the plugins declare', () => {
  it('are those that the policy knows, and it knows them right', () => {
    const declaredBy = {
      reservations: reservationsPermissions,
      webhooks: webhooksPermissions,
    };
    const declared = Object.entries(declaredBy).flatMap(
      ([pluginId, permissions]) =>
        permissions.map(permission => [
          permission.name,
          {
            pluginId,
            action: permission.attributes.action,
            resourceType:
              permission.type === 'resource'
                ? permission.resourceType
                : undefined,
          },
        ]),
    );
    expect(Object.fromEntries(declared)).toEqual(permissionFacts);
    expect(declared).toHaveLength(Object.keys(permissionFacts).length);
  });
});
