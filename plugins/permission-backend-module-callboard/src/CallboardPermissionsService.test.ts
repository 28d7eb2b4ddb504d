import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { ServiceUnavailableError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { Principal } from '@callboard/access-policy';
import {
  reservationsBookingCancelPermission,
  reservationsSiteCreatePermission,
} from '@callboard/backstage-plugin-reservations-common';
import { CallboardPermissionsService } from './CallboardPermissionsService';

function setup(forCredentials: () => Promise<Principal | undefined>) {
  const stock = mockServices.permissions.mock({
    authorize: async requests =>
      requests.map(() => ({ result: AuthorizeResult.ALLOW })),
  });
  const service = CallboardPermissionsService.create({
    auth: mockServices.auth(),
    principals: {
      forCredentials,
      forUser: async () => {
        throw new Error('not asked for here');
      },
    },
    stock,
  });
  return { service, stock };
}

const cancel = {
  permission: reservationsBookingCancelPermission,
  resourceRef: 'some-booking',
};

describe('CallboardPermissionsService', () => {
  it('does not let the stock client allow a service what depends on the thing', async () => {
    const { service, stock } = setup(async () => ({
      kind: 'service',
      ref: 'external:ci',
      claims: ['group:default/ci'],
      roles: ['member'],
    }));
    const credentials = mockCredentials.service('external:ci');
    expect(await service.authorize([cancel], { credentials })).toEqual([
      { result: AuthorizeResult.DENY },
    ]);
    expect(stock.authorize).not.toHaveBeenCalled();
  });

  it('says that it cannot decide, and does not allow, while the resolver cannot', async () => {
    const { service, stock } = setup(async () => {
      throw new ServiceUnavailableError('no catalog');
    });
    const credentials = mockCredentials.user();
    const site = { permission: reservationsSiteCreatePermission };
    await expect(
      service.authorize([site, cancel], { credentials }),
    ).rejects.toThrow(ServiceUnavailableError);
    expect(stock.authorize).not.toHaveBeenCalled();
  });

  it('does not ask who somebody is for a question about something else', async () => {
    const { service, stock } = setup(async () => {
      throw new ServiceUnavailableError('no catalog');
    });
    const permission = {
      type: 'basic' as const,
      name: 'catalog.entity.create',
      attributes: {},
    };
    const credentials = mockCredentials.user();
    expect(await service.authorize([{ permission }], { credentials })).toEqual([
      { result: AuthorizeResult.ALLOW },
    ]);
    expect(stock.authorize).toHaveBeenCalledTimes(1);
  });
});
