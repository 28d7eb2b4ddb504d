export { hideFeedTokens } from './feeds';
export { reservationsPlugin as default } from './plugin';
export {
  createReservationsServices,
  type ReservationsServices,
} from './services';
