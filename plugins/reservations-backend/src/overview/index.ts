export type { AuthorizedOverview } from './AuthorizedOverview';
export { createOverview } from './createOverview';
