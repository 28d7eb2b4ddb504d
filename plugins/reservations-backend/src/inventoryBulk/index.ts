export { AuthorizedInventoryBulk } from './AuthorizedInventoryBulk';
export { createInventoryBulk } from './createInventoryBulk';
