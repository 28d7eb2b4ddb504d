export { DefaultDeliveryQueue, type DeliveryQueue } from './DeliveryQueue';
export { Dispatcher, type DispatcherOptions } from './Dispatcher';
export { EndpointDirectory } from './EndpointDirectory';
export { EndpointHealth } from './EndpointHealth';
export { type Entitlement, FanOut } from './FanOut';
export { LogCleaner } from './LogCleaner';
export type {
  ClaimedDelivery,
  EndpointStatus,
  LiveEndpoint,
  StoredEvent,
  Trigger,
} from './types';
