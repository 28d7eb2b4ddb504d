export { AuthorizedLeaving } from './AuthorizedLeaving';
export { createLeaving } from './createLeaving';
