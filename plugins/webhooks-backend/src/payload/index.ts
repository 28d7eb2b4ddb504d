export { CatalogPersonDirectory } from './CatalogPersonDirectory';
export { expandDeliveries, type PlannedDelivery } from './expandDeliveries';
export { KnexAliasStore } from './KnexAliasStore';
export { PayloadBuilder } from './PayloadBuilder';
export { ReservationsActiveBookings } from './ReservationsActiveBookings';
export { ReservationsReader } from './ReservationsReader';
export { keyOf, signLegacy, signStandard } from './sign';
export type {
  ActiveBookings,
  AliasKind,
  AliasStore,
  BuildInput,
  DeliveryRequest,
  Person,
  PersonDirectory,
  Profile,
} from './types';
