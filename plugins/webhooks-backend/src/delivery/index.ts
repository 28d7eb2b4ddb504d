export { newAttemptIdSql } from './attemptId';
export { DefaultDeliveryQueue, type DeliveryQueue } from './DeliveryQueue';
export { Dispatcher, type DispatcherOptions } from './Dispatcher';
export { EndpointDirectory } from './EndpointDirectory';
export { EndpointHealth } from './EndpointHealth';
export { FanOut } from './FanOut';
export { LogCleaner } from './LogCleaner';
export type {
  ClaimedDelivery,
  EndpointStatus,
  Entitlement,
  LiveEndpoint,
  StoredEvent,
  Trigger,
} from './types';
