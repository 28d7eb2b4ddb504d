/** Says in a sentence what is wrong with a key. */
export class PublicKeyProblem extends Error {}

export function broken(): PublicKeyProblem {
  return new PublicKeyProblem('is damaged: copy it again');
}

/** Reads length-prefixed strings from a key. */
export class KeyReader {
  readonly #blob: Buffer;
  #at = 0;

  constructor(blob: Buffer) {
    this.#blob = blob;
  }

  string(): Buffer {
    const from = this.#at + 4;
    if (from > this.#blob.length) {
      throw broken();
    }
    const until = from + this.#blob.readUInt32BE(this.#at);
    if (until > this.#blob.length) {
      throw broken();
    }
    this.#at = until;
    return this.#blob.subarray(from, until);
  }

  text(): string {
    return this.string().toString('latin1');
  }

  /** A positive integer in its shortest form. */
  integer(): bigint {
    const bytes = this.string();
    const negative = bytes.length > 0 && bytes[0] >= 0x80;
    const padded = bytes.length > 1 && bytes[0] === 0 && bytes[1] < 0x80;
    if (bytes.length === 0 || negative || padded) {
      throw broken();
    }
    return BigInt(`0x${bytes.toString('hex')}`);
  }

  end(): void {
    if (this.#at !== this.#blob.length) {
      throw broken();
    }
  }
}
