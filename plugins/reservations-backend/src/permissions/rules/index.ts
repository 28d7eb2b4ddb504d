import { bookingInAdministeredSites } from './bookingInAdministeredSites';
import { bookingInSites } from './bookingInSites';
import { bookingInVisibleSites } from './bookingInVisibleSites';
import { bookingOfOthers } from './bookingOfOthers';
import { isApprover } from './isApprover';
import { isAdministeredSite } from './isAdministeredSite';
import { isGlobalType } from './isGlobalType';
import { isGrantedResource } from './isGrantedResource';
import { isGrantedSite } from './isGrantedSite';
import { isOwnBooking } from './isOwnBooking';
import { isParticipant } from './isParticipant';
import { isProjectHolder } from './isProjectHolder';
import { isSiteAmong } from './isSiteAmong';
import { isTeamBooking } from './isTeamBooking';
import { isTeamResource } from './isTeamResource';
import { isVisibleSite } from './isVisibleSite';
import { projectInAdministeredSite } from './projectInAdministeredSite';
import { projectInSites } from './projectInSites';
import { resourceInAdministeredSite } from './resourceInAdministeredSite';
import { resourceInSites } from './resourceInSites';
import { resourceInVisibleSite } from './resourceInVisibleSite';
import { typeInAdministeredSite } from './typeInAdministeredSite';
import { typeInGrantedSite } from './typeInGrantedSite';
import { typeInSites } from './typeInSites';
import { typeInVisibleSite } from './typeInVisibleSite';

export const siteRules = [
  isVisibleSite,
  isAdministeredSite,
  isGrantedSite,
  isSiteAmong,
];
export const resourceTypeRules = [
  typeInVisibleSite,
  typeInAdministeredSite,
  typeInGrantedSite,
  typeInSites,
  isGlobalType,
];
export const resourceRules = [
  resourceInVisibleSite,
  resourceInAdministeredSite,
  isTeamResource,
  isGrantedResource,
  resourceInSites,
];
export const bookingRules = [
  isOwnBooking,
  isParticipant,
  bookingInVisibleSites,
  bookingInAdministeredSites,
  isTeamBooking,
  isApprover,
  bookingOfOthers,
  bookingInSites,
];
export const projectRules = [
  isProjectHolder,
  projectInAdministeredSite,
  projectInSites,
];
