export { catalogModuleReservations as default } from './module';
