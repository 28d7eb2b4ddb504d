import { auditLogPermissions } from '@callboard/backstage-plugin-audit-log-common';
import { reservationsPermissions } from '@callboard/backstage-plugin-reservations-common';
import { serviceRequestsPermissions } from '@callboard/backstage-plugin-service-requests-common';
import { webhooksPermissions } from '@callboard/backstage-plugin-webhooks-common';
import { permissionFacts } from '@callboard/access-policy';

describe('the permissions that the plugins declare', () => {
  it('are those that the policy knows, and it knows them right', () => {
    const declaredBy = {
      'audit-log': auditLogPermissions,
      reservations: reservationsPermissions,
      'service-requests': serviceRequestsPermissions,
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
    // That a second person is needed is the policy's own knowledge.
    const known = Object.entries(permissionFacts).map(
      ([name, { notOwn, ...fact }]) => [name, fact],
    );
    expect(Object.fromEntries(declared)).toEqual(Object.fromEntries(known));
    expect(declared).toHaveLength(Object.keys(permissionFacts).length);
  });
});
