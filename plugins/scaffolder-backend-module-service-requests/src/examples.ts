import { stringify } from 'yaml';

const example = (description: string, input: object) => ({
  description,
  example: stringify({
    steps: [
      {
        id: 'request',
        name: 'File the request',
        action: 'callboard:service-requests:create',
        input,
      },
    ],
  }),
});

export const examples = [
  example('Request a database', {
    title: 'A database for orders',
    environment: 'staging',
    regions: ['eu-west-1'],
    items: [
      {
        offering: 'postgresql',
        operation: 'create',
        parameters: { name: 'orders', instanceClass: 'db.t4g.micro' },
      },
    ],
    endDate: '2027-06-30',
  }),
  example('Request the end of a service', {
    title: 'Orders has moved',
    environment: 'staging',
    items: [
      {
        offering: 'postgresql',
        operation: 'decommission',
        targetRef: 'resource:default/staging-eu-west-1-orders',
        confirm: 'orders',
      },
    ],
  }),
];
