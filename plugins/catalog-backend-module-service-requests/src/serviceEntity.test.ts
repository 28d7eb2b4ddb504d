import { entityEnvelopeSchemaValidator } from '@backstage/catalog-model';
import { serviceOf } from './__testUtils__';
import { serviceEntity } from './serviceEntity';

describe('serviceEntity', () => {
  it('says what the service is, whose and where', () => {
    const entity = serviceEntity(
      serviceOf('orders-db', {
        title: 'Orders',
        endpoint: 'postgres://admin:canary@db.example.org:5432/orders',
        endDate: '2027-06-30',
      }),
      'https://portal.example.org/',
    );
    expect(entity).toEqual({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Resource',
      metadata: {
        name: 'staging-eu-west-1-orders-db',
        namespace: 'default',
        title: 'Orders',
        description: 'PostgreSQL in staging, eu-west-1',
        annotations: {
          'backstage.io/managed-by-location': 'callboard:service-requests',
          'backstage.io/managed-by-origin-location':
            'callboard:service-requests',
          'callboard.dev/service-id': 'id-orders-db',
        },
        labels: {
          'callboard.dev/service': 'true',
          'callboard.dev/environment': 'staging',
          'callboard.dev/region': 'eu-west-1',
        },
        tags: ['database'],
        links: [
          {
            url: 'https://portal.example.org/service-requests/services/id-orders-db',
            title: 'Service',
            icon: 'dashboard',
          },
        ],
      },
      spec: {
        type: 'postgresql',
        owner: 'group:default/shop',
        requestedBy: 'external:ci',
        lifecycle: 'experimental',
        environment: 'staging',
        region: 'eu-west-1',
        status: 'ready',
        endpoint: 'postgres://db.example.org:5432/orders',
        endDate: '2027-06-30',
      },
    });
    expect(() => entityEnvelopeSchemaValidator()(entity)).not.toThrow();
  });

  it('links to an endpoint that a browser opens', () => {
    const { metadata } = serviceEntity(
      serviceOf('web', { endpoint: 'https://web.example.org' }),
    );
    expect(metadata.links).toEqual([
      { url: 'https://web.example.org', title: 'Endpoint', icon: 'web' },
    ]);
  });

  it.each([
    [{ production: true }, 'production'],
    [{ production: false }, 'experimental'],
    [{ production: true, status: 'removing' as const }, 'deprecated'],
  ])('with %j has the lifecycle %s', (facts, lifecycle) => {
    const { spec } = serviceEntity(serviceOf('orders-db', facts));
    expect(spec?.lifecycle).toBe(lifecycle);
  });
});
