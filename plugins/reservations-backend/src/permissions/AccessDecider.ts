import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { PolicyDecision } from '@backstage/plugin-permission-common';
import { type Access, compile, type Question } from './Access';
import { questions } from './questions';

export type QuestionName = keyof typeof questions;

type ItemOf<K extends QuestionName> =
  (typeof questions)[K] extends Question<infer TItem> ? TItem : never;

export type Decisions<K extends QuestionName> = {
  [Name in K]: Access<ItemOf<Name>>;
};

/**
 * Asks the permission service once for all that a request needs to know; about
 * an item or a row nothing is asked any more. Decisions are kept with the
 * credentials object, which lives as long as its request.
 */
export class AccessDecider {
  readonly #permissions: PermissionsService;
  readonly #kept = new WeakMap<
    BackstageCredentials,
    Map<QuestionName, PolicyDecision>
  >();

  private constructor(permissions: PermissionsService) {
    this.#permissions = permissions;
  }

  static create(permissions: PermissionsService): AccessDecider {
    return new AccessDecider(permissions);
  }

  async decide<K extends QuestionName>(
    credentials: BackstageCredentials,
    names: readonly K[],
  ): Promise<Decisions<K>> {
    const kept = this.#kept.get(credentials) ?? new Map();
    this.#kept.set(credentials, kept);
    const missing = names.filter(name => !kept.has(name));
    if (missing.length > 0) {
      const decisions = await this.#permissions.authorizeConditional(
        missing.map(name => ({
          permission: questions[name].permission,
        })) as Parameters<PermissionsService['authorizeConditional']>[0],
        { credentials },
      );
      missing.forEach((name, index) => kept.set(name, decisions[index]));
    }
    return Object.fromEntries(
      names.map(name => [
        name,
        compile(
          kept.get(name)!,
          questions[name].rules as Question<any>['rules'],
        ),
      ]),
    ) as Decisions<K>;
  }
}
