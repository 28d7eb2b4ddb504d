export { CallbacksService } from './CallbacksService';
export { type CallbackStore, KnexCallbackStore } from './CallbackStore';
export { callbackPaths, createCallbackRouter } from './createCallbackRouter';
export { createCallbacks } from './createCallbacks';
export { KnexCallbackTargets } from './KnexCallbackTargets';
export { ReservationsReporter } from './ReservationsReporter';
export type {
  CallbackTarget,
  CallbackTargets,
  DeliveryTarget,
  LegacyReference,
  ProvisioningReporter,
  RawCallback,
} from './types';
