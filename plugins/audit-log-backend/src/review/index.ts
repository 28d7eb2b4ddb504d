export { AccessReview, type RightFilter } from './AccessReview';
export { AccessWatcher } from './AccessWatcher';
export { CatalogPeople } from './CatalogPeople';
export { ReservationsRights } from './ReservationsRights';
export { SnapshotStore } from './SnapshotStore';
