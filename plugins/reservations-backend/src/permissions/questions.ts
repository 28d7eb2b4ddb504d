import * as common from '@callboard/backstage-plugin-reservations-common';
import type {
  ResourceFacts,
  ResourceTypeFacts,
  SiteFacts,
} from '../domain/Inventory';
import type { Question } from '@callboard/backend-access';
import type { BookingSubject } from './resourceRefs';
import {
  bookingRules,
  resourceRules,
  resourceTypeRules,
  siteRules,
} from './rules';

type P = Question<unknown>['permission'];

const onSite = (permission: P): Question<SiteFacts> => ({
  permission,
  rules: siteRules,
});
const onType = (permission: P): Question<ResourceTypeFacts> => ({
  permission,
  rules: resourceTypeRules,
});
const onResource = (permission: P): Question<ResourceFacts> => ({
  permission,
  rules: resourceRules,
});
const onBooking = (permission: P): Question<BookingSubject> => ({
  permission,
  rules: bookingRules,
});

/** Every permission of the plugin with the rules its conditions may use. */
export const questions = {
  siteRead: onSite(common.reservationsSiteReadPermission),
  siteCreate: {
    permission: common.reservationsSiteCreatePermission,
    rules: [],
  } as Question<undefined>,
  siteUpdate: onSite(common.reservationsSiteUpdatePermission),
  siteArchive: onSite(common.reservationsSiteArchivePermission),
  typeRead: onType(common.reservationsResourceTypeReadPermission),
  typeCreate: onSite(common.reservationsResourceTypeCreatePermission),
  typeUpdate: onType(common.reservationsResourceTypeUpdatePermission),
  typeDelete: onType(common.reservationsResourceTypeDeletePermission),
  resourceRead: onResource(common.reservationsResourceReadPermission),
  resourceCreate: onSite(common.reservationsResourceCreatePermission),
  resourceUpdate: onResource(common.reservationsResourceUpdatePermission),
  resourceArchive: onResource(common.reservationsResourceArchivePermission),
  bookingRead: onBooking(common.reservationsBookingReadPermission),
  bookingCreate: onResource(common.reservationsBookingCreatePermission),
  bookingCreateOnBehalf: onResource(
    common.reservationsBookingCreateOnBehalfPermission,
  ),
  bookingUpdate: onBooking(common.reservationsBookingUpdatePermission),
  bookingCancel: onBooking(common.reservationsBookingCancelPermission),
  bookingRelease: onBooking(common.reservationsBookingReleasePermission),
  bookingReadAccess: onBooking(common.reservationsBookingReadAccessPermission),
  sshKeyCreate: {
    permission: common.reservationsSshKeyCreatePermission,
    rules: [],
  } as Question<undefined>,
};
