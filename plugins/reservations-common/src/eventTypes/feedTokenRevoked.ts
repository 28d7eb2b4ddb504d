import { feedTokenEventType } from './define';

export const feedTokenRevoked = feedTokenEventType({
  type: 'feed_token.revoked',
  title: 'Calendar feed revoked',
  description: 'The address of a calendar feed answers no more.',
});
