import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { Verdict } from '@callboard/backstage-plugin-reservations-common';
import type {
  BookingPolicy,
  BookingQuestion,
} from '@callboard/backstage-plugin-reservations-node';
import { normaliseRef } from '../domain/Inventory';

const DEFAULT_TIMEOUT_MS = 2_000;
const MAX_TIMEOUT_MS = 10_000;
const MAX_MESSAGE = 1_000;

/**
 * Policies that are not ours: those that modules add, and services that are
 * asked over HTTP.
 *
 * They take their time and may be down, so they are asked before a booking's
 * transaction and at the same time, each for its own time at most. One that
 * does not answer counts as its `onError` says: it denies, where nothing else
 * is said, and the verdict says that it could not be asked.
 */
export class ExternalPolicies {
  readonly #policies: readonly BookingPolicy[];
  readonly #logger: LoggerService;

  private constructor(
    policies: readonly BookingPolicy[],
    logger: LoggerService,
  ) {
    this.#policies = policies;
    this.#logger = logger;
  }

  static create(options: {
    policies: readonly BookingPolicy[];
    logger: LoggerService;
  }): ExternalPolicies {
    return new ExternalPolicies(options.policies, options.logger);
  }

  /** Whether there is nobody to ask. */
  get isEmpty(): boolean {
    return this.#policies.length === 0;
  }

  /** One verdict of each policy that the resources concern. */
  async judge(question: BookingQuestion): Promise<Verdict[]> {
    return Promise.all(
      this.#policies
        .filter(policy => concerns(policy, question))
        .map(policy => this.#ask(policy, question)),
    );
  }

  async #ask(
    policy: BookingPolicy,
    question: BookingQuestion,
  ): Promise<Verdict> {
    const { timeoutMs = DEFAULT_TIMEOUT_MS } = policy;
    const signal = AbortSignal.timeout(Math.min(timeoutMs, MAX_TIMEOUT_MS));
    try {
      const answer = await Promise.race([
        policy.decide(question, { signal }),
        rejectWhenAborted(signal),
      ]);
      return toVerdict(policy, answer);
    } catch (error) {
      this.#logger.warn(
        `The policy '${policy.name}' could not be asked, and counts as '${policy.onError ?? 'deny'}': ${stringifyError(error)}`,
      );
      return unanswered(policy);
    }
  }
}

function concerns(
  { types, sites }: BookingPolicy,
  { resources }: BookingQuestion,
): boolean {
  const refs = sites?.map(site => normaliseRef(site));
  return resources.some(
    ({ type, siteRef }) =>
      (types?.includes(type) ?? true) && (refs?.includes(siteRef) ?? true),
  );
}

function toVerdict(
  { name }: BookingPolicy,
  answer: Awaited<ReturnType<BookingPolicy['decide']>>,
): Verdict {
  if (answer.result === 'allow') {
    return {
      policy: name,
      result: 'allow',
      ...(answer.message ? { message: cut(answer.message) } : {}),
    };
  }
  if (answer.result !== 'deny' && answer.result !== 'approve') {
    throw new Error('It says neither allow nor deny');
  }
  const { result, code = 'refused', passes, slot, resourceRef } = answer;
  return {
    policy: name,
    result,
    code,
    message: cut(String(answer.message)),
    ...(passes ? { passes: cut(passes) } : {}),
    ...(slot ? { slot } : {}),
    ...(resourceRef ? { resourceRef } : {}),
  };
}

function unanswered({ name, title, onError = 'deny' }: BookingPolicy): Verdict {
  return onError === 'allow'
    ? {
        policy: name,
        result: 'allow',
        message: `${title} could not be asked; it is allowed without.`,
      }
    : {
        policy: name,
        result: 'deny',
        code: 'policy_unavailable',
        message: `${title} could not be asked whether this may be booked.`,
        passes: 'The same, once it answers again',
      };
}

function cut(text: string): string {
  return text.length > MAX_MESSAGE ? `${text.slice(0, MAX_MESSAGE)}…` : text;
}

function rejectWhenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), {
      once: true,
    });
  });
}
