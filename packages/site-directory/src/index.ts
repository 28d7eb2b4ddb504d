export { normaliseRef } from './refs';
export {
  type ResourceFacts,
  ReservationsSiteDirectory,
  type SiteDirectory,
} from './SiteDirectory';
export { type SiteFacts, Sites } from './Sites';
