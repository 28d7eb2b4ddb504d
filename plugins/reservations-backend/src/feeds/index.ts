export { createFeedRouter, feedPath, hideFeedTokens } from './createFeedRouter';
export { createFeeds } from './createFeeds';
