import { NotAllowedError } from '@backstage/errors';
import type { CallerCredentials } from '@callboard/backend-openapi';
import type {
  IngestedEvent,
  NewAccess,
} from '@callboard/backstage-plugin-audit-log-common';
import type { Recorder } from '../chain';
import { accessToDraft, eventToDraft } from './toDraft';

/** What plugins of this portal record, each in its own name; nobody else records. */
export class AuthorizedIngest {
  readonly #recorder: Pick<Recorder, 'record'>;

  static create(recorder: Pick<Recorder, 'record'>): AuthorizedIngest {
    return new AuthorizedIngest(recorder);
  }

  private constructor(recorder: Pick<Recorder, 'record'>) {
    this.#recorder = recorder;
  }

  /** Throws a 403 for whoever is no plugin. */
  async authorize(credentials: CallerCredentials): Promise<void> {
    pluginOf(credentials);
  }

  async events(
    events: IngestedEvent[],
    credentials: CallerCredentials,
  ): Promise<void> {
    const plugin = pluginOf(credentials);
    await this.#recorder.record(
      events.map(event => eventToDraft(event, plugin)),
    );
  }

  async accesses(
    accesses: NewAccess[],
    credentials: CallerCredentials,
  ): Promise<void> {
    const plugin = pluginOf(credentials);
    await this.#recorder.record(
      accesses.map(access => accessToDraft(access, plugin)),
    );
  }
}

/** The plugin that asks; a 403 for everybody else, tokens from outside included. */
function pluginOf({ principal }: CallerCredentials): string {
  const plugin =
    principal.type === 'service'
      ? /^plugin:(.+)$/.exec(principal.subject)?.[1]
      : undefined;
  if (plugin === undefined) {
    throw new NotAllowedError('Only plugins of this portal record here');
  }
  return plugin;
}
