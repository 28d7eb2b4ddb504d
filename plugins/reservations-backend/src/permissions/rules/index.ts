import { bookingInAdministeredSites } from './bookingInAdministeredSites';
import { bookingInVisibleSites } from './bookingInVisibleSites';
import { isAdministeredSite } from './isAdministeredSite';
import { isOwnBooking } from './isOwnBooking';
import { isParticipant } from './isParticipant';
import { isVisibleSite } from './isVisibleSite';
import { resourceInAdministeredSite } from './resourceInAdministeredSite';
import { resourceInVisibleSite } from './resourceInVisibleSite';
import { typeInAdministeredSite } from './typeInAdministeredSite';
import { typeInVisibleSite } from './typeInVisibleSite';

export const siteRules = [isVisibleSite, isAdministeredSite];
export const resourceTypeRules = [typeInVisibleSite, typeInAdministeredSite];
export const resourceRules = [
  resourceInVisibleSite,
  resourceInAdministeredSite,
];
export const bookingRules = [
  isOwnBooking,
  isParticipant,
  bookingInVisibleSites,
  bookingInAdministeredSites,
];
