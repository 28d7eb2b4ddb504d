import { invalidField } from '@callboard/backend-openapi';
import type {
  PolicyDefaults,
  Quota,
} from '@callboard/backstage-plugin-reservations-common';

const DAY_MINUTES = 1440;
/** What its people may be, as an entity ref. */
const PERSON = /^(user|group):([a-z0-9._-]+\/)?[a-z0-9._-]+$/i;

/**
 * Throws a 400 naming the field of `rules` that nobody could keep to, or that
 * says nothing. What is within the document's limits is checked already.
 *
 * @param field - Where the rules stand in the request.
 * @param beneath - The rules that these take the place of, key by key: a type's.
 */
export function checkRules(
  rules: PolicyDefaults,
  field: 'policyDefaults' | 'policies',
  beneath: PolicyDefaults = {},
): void {
  const refuse = (key: string, message: string) =>
    invalidField(`${field}/${key}`, message);
  const effective = { ...beneath, ...rules };
  const { minMinutes = 0, maxMinutes = Infinity } = effective;
  if (minMinutes > maxMinutes) {
    throw rules.maxMinutes === undefined
      ? refuse('minMinutes', `must not be more than maxMinutes, ${maxMinutes}`)
      : refuse('maxMinutes', 'must not be less than minMinutes');
  }
  const { noticeMinutes = 0, horizonDays = Infinity } = effective;
  if (noticeMinutes >= horizonDays * DAY_MINUTES) {
    throw rules.horizonDays === undefined
      ? refuse('noticeMinutes', 'must be less than horizonDays')
      : refuse('horizonDays', 'must be more than noticeMinutes');
  }
  checkQuotas(rules.quotas ?? [], refuse);
  checkApproval(rules, refuse);
  const twice = duplicate(rules.certifications ?? []);
  if (twice !== undefined) {
    throw refuse(`certifications/${twice}`, 'is there already');
  }
  if (rules.checkIn?.restrictDays && rules.checkIn.noShows === undefined) {
    throw refuse(
      'checkIn/noShows',
      'must say how many no-shows keep somebody from booking',
    );
  }
}

/** Why a resource's own rules and these of its type cannot both hold. */
export function contradiction(
  own: PolicyDefaults,
  ofType: PolicyDefaults,
): string | undefined {
  try {
    checkRules(own, 'policies', ofType);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

type Refuse = (key: string, message: string) => Error;

function checkQuotas(quotas: Quota[], refuse: Refuse): void {
  const twice = duplicate(
    quotas.map(({ per, of, in: period }) => [per, of, period].join()),
  );
  if (twice !== undefined) {
    throw refuse(
      `quotas/${twice}`,
      'is there already: of the two only the smaller would count',
    );
  }
  quotas.forEach(({ of, amount }, index) => {
    if (of !== 'hours' && !Number.isInteger(amount)) {
      throw refuse(`quotas/${index}/amount`, 'must be a whole number');
    }
  });
}

function checkApproval({ approval }: PolicyDefaults, refuse: Refuse): void {
  const { approvers = [] } = approval ?? {};
  const stranger = approvers.findIndex(ref => !PERSON.test(ref));
  if (stranger >= 0) {
    throw refuse(
      `approval/approvers/${stranger}`,
      'must be a user or group, such as group:default/facility',
    );
  }
}

/** The index of the first that was there before. */
function duplicate(values: string[]): number | undefined {
  const index = values.findIndex((value, at) => values.indexOf(value) < at);
  return index < 0 ? undefined : index;
}
