import type {
  BookingPoliciesExtensionPoint,
  BookingPolicy,
} from '@callboard/backstage-plugin-reservations-node';

/** Takes the policies that modules add. */
export function collectPolicies(): BookingPoliciesExtensionPoint & {
  added: readonly BookingPolicy[];
} {
  const added: BookingPolicy[] = [];
  return {
    added,
    addPolicy(policy) {
      if (added.some(({ name }) => name === policy.name)) {
        throw new Error(`There is a booking policy '${policy.name}' already`);
      }
      added.push(policy);
    },
  };
}
