import { requestInSites, serviceInSites } from './inSites';
import { isOwnRequest, isTeamRequest } from './isOwnRequest';
import { isOwnService, isTeamService } from './isOwnService';
import { isRequestedService } from './isRequestedService';
import { requestOfOthers } from './requestOfOthers';

/** Every rule that a condition about requests may name. */
export const requestRules = [
  isOwnRequest,
  isTeamRequest,
  requestOfOthers,
  requestInSites,
];

/** Every rule that a condition about services may name. */
export const serviceRules = [
  isOwnService,
  isTeamService,
  isRequestedService,
  serviceInSites,
];
