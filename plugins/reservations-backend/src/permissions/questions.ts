import * as common from '@callboard/backstage-plugin-reservations-common';
import type {
  ResourceFacts,
  ResourceTypeFacts,
  SiteFacts,
} from '../domain/Inventory';
import type { Question } from '@callboard/backend-access';
import type { BookingSubject, ProjectSubject } from './resourceRefs';
import {
  bookingRules,
  projectRules,
  resourceRules,
  resourceTypeRules,
  siteRules,
} from './rules';

type P = Question<unknown>['permission'];

const onNothing = (permission: P): Question<undefined> => ({
  permission,
  rules: [],
});
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
const onProject = (permission: P): Question<ProjectSubject> => ({
  permission,
  rules: projectRules,
});

/** Every permission of the plugin with the rules its conditions may use. */
export const questions = {
  siteRead: onSite(common.reservationsSiteReadPermission),
  siteCreate: onNothing(common.reservationsSiteCreatePermission),
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
  bookingCreateOnBehalf: onBooking(
    common.reservationsBookingCreateOnBehalfPermission,
  ),
  bookingUpdate: onBooking(common.reservationsBookingUpdatePermission),
  bookingCancel: onBooking(common.reservationsBookingCancelPermission),
  bookingRelease: onBooking(common.reservationsBookingReleasePermission),
  bookingTransfer: onBooking(common.reservationsBookingTransferPermission),
  bookingApprove: onBooking(common.reservationsBookingApprovePermission),
  bookingCheckIn: onBooking(common.reservationsBookingCheckInPermission),
  bookingWaiveNoShow: onBooking(
    common.reservationsBookingWaiveNoShowPermission,
  ),
  bookingReadAccess: onBooking(common.reservationsBookingReadAccessPermission),
  bookingLeave: onBooking(common.reservationsBookingLeavePermission),
  certificationRead: onSite(common.reservationsCertificationReadPermission),
  certificationCreate: onSite(common.reservationsCertificationCreatePermission),
  certificationGrant: onSite(common.reservationsCertificationGrantPermission),
  projectRead: onProject(common.reservationsProjectReadPermission),
  projectCreate: onSite(common.reservationsProjectCreatePermission),
  projectUpdate: onProject(common.reservationsProjectUpdatePermission),
  reportRead: onBooking(common.reservationsReportReadPermission),
  policyOverride: onResource(common.reservationsPolicyOverridePermission),
  sshKeyCreate: onNothing(common.reservationsSshKeyCreatePermission),
  feedTokenCreate: onNothing(common.reservationsFeedTokenCreatePermission),
  accessGrantRead: onSite(common.reservationsAccessGrantReadPermission),
  accessGrantCreate: onSite(common.reservationsAccessGrantCreatePermission),
  accessGrantUpdate: onSite(common.reservationsAccessGrantUpdatePermission),
  problemCreate: onResource(common.reservationsProblemCreatePermission),
  problemRead: onResource(common.reservationsProblemReadPermission),
  problemUpdate: onResource(common.reservationsProblemUpdatePermission),
  commitmentsRead: onNothing(common.reservationsCommitmentsReadPermission),
  personOffboard: onNothing(common.reservationsPersonOffboardPermission),
};
