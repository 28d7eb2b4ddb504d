import { ServiceUnavailableError } from '@backstage/errors';

const MAX_TRIES = 50;

/** What is tried again where another process has changed a reference meanwhile: it answers undefined. */
type Attempt<T> = () => Promise<T | undefined>;

/** Writes to a repository that others write to as well. */
export class Attempts {
  #writing: Promise<unknown> = Promise.resolve();

  /** One after the other within this process, so that they do not get in each other's way. */
  write<T>(attempt: Attempt<T>): Promise<T> {
    const result = this.#writing.then(() => this.retry(attempt));
    this.#writing = result.catch(() => {});
    return result;
  }

  /** @throws ServiceUnavailableError (503) where somebody else is always faster */
  async retry<T>(attempt: Attempt<T>): Promise<T> {
    for (let i = 0; i < MAX_TRIES; i++) {
      const result = await attempt();
      if (result !== undefined) {
        return result;
      }
      await new Promise(resolve => setTimeout(resolve, Math.random() * 10 * i));
    }
    throw new ServiceUnavailableError(
      'The repository of manifests is changed by too many at once',
    );
  }
}
