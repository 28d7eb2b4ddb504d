import { callerName } from './callerName';

describe('callerName', () => {
  it.each([
    ['system', 'Callboard'],
    ['system:catalog', 'Callboard (catalog)'],
    ['plugin:webhooks', 'plugin webhooks'],
    ['external:ci', 'ci'],
    ['external', 'external'],
  ])('calls %s %s', (ref, name) => {
    expect(callerName(ref)).toBe(name);
  });

  it.each(['user:default/system', 'group:default/plugin', 'somebody', ''])(
    'has no name for %p, who is no such caller',
    ref => {
      expect(callerName(ref)).toBeUndefined();
    },
  );
});
