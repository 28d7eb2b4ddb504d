import type { Entity } from '@backstage/catalog-model';
import { isManagedEntity, isResourceEntity, isSiteEntity } from './isManaged';

function entity(kind: string, annotations?: Record<string, string>): Entity {
  return {
    apiVersion: 'backstage.io/v1beta1',
    kind,
    metadata: { name: 'x', annotations },
  };
}

test.each([
  ['a resource', entity('Resource', { 'callboard.dev/resource-id': '1' }), 'r'],
  ['a site', entity('Resource', { 'callboard.dev/site-id': '1' }), 's'],
  [
    'a resource that names its site too',
    entity('Resource', {
      'callboard.dev/resource-id': '1',
      'callboard.dev/site-id': '2',
    }),
    'r',
  ],
  [
    'a bookable one',
    entity('Resource', { 'callboard.dev/bookable': 'true' }),
    'r',
  ],
  [
    'one not bookable',
    entity('Resource', { 'callboard.dev/bookable': 'false' }),
    '',
  ],
  [
    'a component',
    entity('Component', { 'callboard.dev/resource-id': '1' }),
    '',
  ],
  ['a stranger', entity('Resource'), ''],
])('%s', (_, subject, expected) => {
  expect([isResourceEntity(subject), isSiteEntity(subject)]).toEqual([
    expected === 'r',
    expected === 's',
  ]);
  expect(isManagedEntity(subject)).toBe(expected !== '');
});
