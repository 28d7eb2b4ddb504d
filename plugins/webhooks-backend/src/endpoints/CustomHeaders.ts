import { invalidField } from '@callboard/backend-openapi';
import { REDACTED } from '@callboard/backstage-plugin-webhooks-common';
import { redactHeaders, type SecretBox } from '../secrets';
import { checkHeaders } from '../sender';
import { asField } from './asField';

type Headers = Record<string, string>;

/** An endpoint's own headers, which may hold credentials: sealed as a whole. */
export class CustomHeaders {
  readonly #box: SecretBox;

  static create(box: SecretBox): CustomHeaders {
    return new CustomHeaders(box);
  }

  private constructor(box: SecretBox) {
    this.#box = box;
  }

  /** As they may be answered. */
  show(sealed: string | undefined, endpointId: string): Headers {
    const headers = this.#open(sealed, endpointId);
    return redactHeaders(headers, headers);
  }

  /**
   * Checks and seals what was sent; a value that was answered as `•••` and came
   * back so is the one that is stored.
   */
  seal(sent: Headers, endpointId: string, stored?: string): string | undefined {
    const before = new Map(
      Object.entries(this.#open(stored, endpointId)).map(([name, value]) => [
        name.toLowerCase(),
        value,
      ]),
    );
    const headers = Object.fromEntries(
      Object.entries(sent).map(([name, value]) => {
        const known = before.get(name.toLowerCase());
        if (value === REDACTED && known === undefined) {
          throw invalidField(`headers/${name}`, 'has no stored value to keep');
        }
        return [name, value === REDACTED ? known! : value];
      }),
    );
    asField('headers', () => checkHeaders(headers));
    return Object.keys(headers).length === 0
      ? undefined
      : this.#box.seal(JSON.stringify(headers), endpointId);
  }

  #open(sealed: string | undefined, endpointId: string): Headers {
    return sealed === undefined
      ? {}
      : JSON.parse(this.#box.open(sealed, endpointId));
  }
}
