import type { Verdict } from '@callboard/backstage-plugin-reservations-common';
import type { ResourceFacts } from '../Inventory';
import type { Interval } from '../intervals';
import { timeFormat } from '../timeFormat';
import type { Policy, PolicyFacts } from './types';
import { allowUnless, withLimit } from './verdicts';

/** Since when, and until when, somebody holds a certification. */
export interface HeldCertification {
  /** Epoch milliseconds. */
  from: number;
  /** Absent where it does not expire. */
  until?: number;
  revoked: boolean;
}

/** A certification that a rule names, and what the owner has of it. */
export interface CertificationFacts {
  title: string;
  /** Refs of who grants it, as far as they are known: its site's admins. */
  grantedBy: readonly string[];
  /** The latest to end first. */
  held: readonly HeldCertification[];
}

/** By lower-cased name; what is not in it is not defined. */
export type KnownCertifications = ReadonlyMap<string, CertificationFacts>;

/**
 * Who owns a booking holds each certification that its resources ask for, from
 * its start until its end.
 */
export const certifications: Policy = facts => {
  const { booker, resources } = facts;
  const rules = withLimit(resources, 'certifications').filter(
    ({ value }) => value.length > 0,
  );
  if (!booker || rules.length === 0) {
    return [];
  }
  return allowUnless(
    'certifications',
    rules.flatMap(({ resource, value }) =>
      value.flatMap(name => denial(facts, resource, name) ?? []),
    ),
  );
};

/** Whether one of them lasts for the whole time. */
export function isCertified(
  held: readonly HeldCertification[],
  time: Interval,
): boolean {
  return held.some(
    ({ from, until, revoked }) =>
      !revoked && from <= time.start && (until ?? Infinity) >= time.end,
  );
}

function denial(
  { booker, time, certifications: known }: PolicyFacts,
  resource: ResourceFacts,
  name: string,
): Verdict | undefined {
  const { owner } = booker!;
  const certification = known?.get(name.toLowerCase());
  const verdict = {
    policy: 'certifications',
    result: 'deny' as const,
    resourceRef: resource.entityRef,
  };
  if (!certification) {
    return {
      ...verdict,
      code: 'certification_undefined',
      message: `${resource.title} asks for the certification ${name}, which nobody has defined.`,
      passes: `An admin of ${resource.site.title} defines ${name}, or takes it out of the rules`,
      facts: {
        title: resource.title,
        site: resource.site.title,
        certification: name,
      },
    };
  }
  const { title, held } = certification;
  if (isCertified(held, time)) {
    return undefined;
  }
  const by = grantersOf(certification, resource);
  const passes = `${title}, which ${by.join(' or ') || 'an administrator'} can grant`;
  const facts = {
    title: resource.title,
    certification: title,
    person: owner,
    by: by.join(', '),
  };
  if (!owner.startsWith('user:')) {
    return {
      ...verdict,
      code: 'certification_of_person',
      message: `${resource.title} asks for the certification ${title}, which a person holds and ${owner} cannot.`,
      passes: 'A booking that belongs to a certified person',
      facts,
    };
  }
  const { at = {}, ...said } = lacking(owner, resource, certification, time);
  return { ...verdict, ...said, passes, facts: { ...facts, ...at } };
}

function lacking(
  owner: string,
  resource: ResourceFacts,
  { title, held }: CertificationFacts,
  time: Interval,
): Pick<Verdict, 'code' | 'message'> & { at?: Verdict['facts'] } {
  const counting = held.filter(({ revoked }) => !revoked);
  const needs = `${resource.title} needs ${title}`;
  const begun = counting.find(({ from }) => from <= time.start);
  if (begun?.until !== undefined) {
    const verb = begun.until <= time.start ? 'expired' : 'expires';
    return {
      code: 'certification_expired',
      message: `${needs} until the end of the booking, and that of ${owner} ${verb} on ${sayDay(begun.until, resource)}.`,
      at: { until: new Date(begun.until).toISOString(), verb },
    };
  }
  if (counting.length > 0) {
    return {
      code: 'certification_not_begun',
      message: `${needs}, and that of ${owner} begins on ${sayDay(counting[0].from, resource)}.`,
      at: { from: new Date(counting[0].from).toISOString() },
    };
  }
  return held.length > 0
    ? {
        code: 'certification_revoked',
        message: `${needs}, and that of ${owner} has been revoked.`,
      }
    : {
        code: 'certification_missing',
        message: `${needs}, which ${owner} does not hold.`,
      };
}

function grantersOf(
  { grantedBy }: CertificationFacts,
  { site }: ResourceFacts,
): readonly string[] {
  return grantedBy.length > 0 ? grantedBy : [...site.admins];
}

function sayDay(instant: number, { site }: ResourceFacts): string {
  return timeFormat('en-GB', {
    timeZone: site.timeZone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  }).format(instant);
}
