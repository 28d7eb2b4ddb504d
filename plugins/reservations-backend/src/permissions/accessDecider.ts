import type { PermissionsService } from '@backstage/backend-plugin-api';
import {
  AccessDecider as Decider,
  type Decisions as DecisionsOn,
} from '@callboard/backend-access';
import { questions } from './questions';

/** Answers this plugin's questions. */
export type AccessDecider = Decider<typeof questions>;

export type Decisions<K extends keyof typeof questions> = DecisionsOn<
  typeof questions,
  K
>;

export function createAccessDecider(
  permissions: PermissionsService,
): AccessDecider {
  return Decider.create(permissions, questions);
}
