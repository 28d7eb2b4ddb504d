import { feedTokenEventType } from './define';

export const feedTokenCreated = feedTokenEventType({
  type: 'feed_token.created',
  title: 'Calendar feed created',
  description:
    'A person has made the address of a calendar feed for themselves.',
});
