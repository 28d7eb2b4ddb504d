import { messages } from '../translations/messages';
import { actionKey, sentenceKey } from './sentence';

it.each([
  ['booking.created', [], 'act.booking.created'],
  [
    'booking.changed',
    ['version', 'start', 'title'],
    'act.booking.changed.moved',
  ],
  ['booking.changed', ['updatedAt', 'title'], 'act.booking.changed.title'],
  ['booking.changed', ['title', 'purpose'], 'act.booking.changed'],
  ['booking.changed', ['owner', 'start'], 'act.booking.changed.owner'],
  ['resource.changed', ['title'], 'act.resource.changed.title'],
  ['something.new', [], 'act.other'],
  ['sign-in', [], 'act.sign-in'],
  ['constructor', [], 'act.other'],
])('says of %s with %j changed: %s', (action, changed, key) => {
  expect(sentenceKey({ action, changed, outcome: 'succeeded' })).toBe(key);
  expect(messages).toHaveProperty([key]);
});

it('tells what was tried from what was done', () => {
  const tried = { changed: [], outcome: 'failed' as const };
  expect(sentenceKey({ action: 'sign-in', ...tried })).toBe(
    'act.sign-in.failed',
  );
  expect(sentenceKey({ action: 'endpoint.tested', ...tried })).toBe(
    'act.endpoint.tested',
  );
});

it('knows which actions it has no words for', () => {
  expect(actionKey('booking.created')).toBe('act.booking.created');
  expect(actionKey('something.new')).toBeUndefined();
});
