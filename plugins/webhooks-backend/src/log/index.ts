export { AuthorizedDeliveries } from './AuthorizedDeliveries';
export { MOST_DEAD, readConditions } from './conditions';
export { Dashboard } from './Dashboard';
export { type DeliveryFilter, DeliveryStore } from './DeliveryStore';
export { type Health, readHealth } from './Health';
