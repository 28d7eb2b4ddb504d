export { concernsOnly, OwnerEntitlement } from './OwnerEntitlement';
