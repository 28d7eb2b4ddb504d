export {
  bookingPoliciesExtensionPoint,
  type BookingPoliciesExtensionPoint,
} from './bookingPoliciesExtensionPoint';
export type {
  AskedBooking,
  AskedResource,
  BookingPolicy,
  BookingPolicyAnswer,
  BookingQuestion,
} from './BookingPolicy';
