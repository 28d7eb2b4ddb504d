import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { PolicyDecision } from '@backstage/plugin-permission-common';
import { type Access, compile, type Question } from './Access';

/** All that a plugin asks, by the names it has for it. */
export type Questions = Record<string, Question<any>>;

type ItemOf<Q> = Q extends Question<infer TItem> ? TItem : never;

/** The answers to some of the questions. */
export type Decisions<Qs extends Questions, K extends keyof Qs> = {
  [Name in K]: Access<ItemOf<Qs[Name]>>;
};

/**
 * Asks the permission service once for all that a request needs to know; about
 * an item or a row nothing is asked any more. Decisions are kept with the
 * credentials object, which lives as long as its request.
 */
export class AccessDecider<Qs extends Questions> {
  readonly #permissions: PermissionsService;
  readonly #questions: Qs;
  readonly #kept = new WeakMap<
    BackstageCredentials,
    Map<keyof Qs, PolicyDecision>
  >();

  private constructor(permissions: PermissionsService, questions: Qs) {
    this.#permissions = permissions;
    this.#questions = questions;
  }

  static create<Qs extends Questions>(
    permissions: PermissionsService,
    questions: Qs,
  ): AccessDecider<Qs> {
    return new AccessDecider(permissions, questions);
  }

  async decide<K extends keyof Qs>(
    credentials: BackstageCredentials,
    names: readonly K[],
  ): Promise<Decisions<Qs, K>> {
    const kept = this.#kept.get(credentials) ?? new Map();
    this.#kept.set(credentials, kept);
    const missing = names.filter(name => !kept.has(name));
    if (missing.length > 0) {
      const decisions = await this.#permissions.authorizeConditional(
        missing.map(name => ({
          permission: this.#questions[name].permission,
        })) as Parameters<PermissionsService['authorizeConditional']>[0],
        { credentials },
      );
      missing.forEach((name, index) => kept.set(name, decisions[index]));
    }
    return Object.fromEntries(
      names.map(name => [
        name,
        compile(kept.get(name)!, this.#questions[name].rules),
      ]),
    ) as Decisions<Qs, K>;
  }
}
