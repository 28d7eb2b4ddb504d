import { actorOf } from './actor';

it.each([
  ['user:default/researcher', 'person', 'default/researcher'],
  ['group:default/team', 'group', 'default/team'],
  ['external:ci-pipeline', 'service', 'ci-pipeline'],
  ['ci-pipeline', 'service', 'ci-pipeline'],
  ['plugin:catalog', 'plugin', 'catalog'],
  ['system', 'system', ''],
  ['system:catalog', 'system', 'catalog'],
  ['anonymous', 'unknown', ''],
])('takes %s for a %s', (actor, kind, name) => {
  expect(actorOf(actor)).toEqual({ kind, name });
});
