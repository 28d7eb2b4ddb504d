import { randomUUID } from 'node:crypto';
import { ConflictError } from '@backstage/errors';
import type { CallContext } from '@callboard/backend-access';
import type { NewDomainEvent } from '@callboard/backend-outbox';
import { type Database, readNow } from '@callboard/backend-database';
import { invalidField } from '@callboard/backend-openapi';
import type {
  NewSshKey,
  SshKey,
} from '@callboard/backstage-plugin-reservations-common';
import { normaliseRef } from '../domain/Inventory';
import { notFound } from '../errors';
import { PublicKeyProblem } from './KeyReader';
import { parsePublicKey, type PublicKey } from './parsePublicKey';
import { type SshKeyRecord, type SshKeyStore, sshKeyView } from './SshKeyStore';

const MOST_KEYS = 20;
const MAX_TITLE = 200;

/** The SSH public keys that people leave for the machines they book. */
export class SshKeysService {
  readonly #database: Database;
  readonly #keys: SshKeyStore;

  static create(options: {
    database: Database;
    keys: SshKeyStore;
  }): SshKeysService {
    return new SshKeysService(options.database, options.keys);
  }

  private constructor(database: Database, keys: SshKeyStore) {
    this.#database = database;
    this.#keys = keys;
  }

  async list(user: string): Promise<SshKey[]> {
    const userRef = normaliseRef(user);
    const found = await this.#database.read(db =>
      this.#keys.ofUser(db, userRef),
    );
    return found.map(sshKeyView);
  }

  /**
   * @throws InputError (400) for what is no public key, ConflictError (409) for
   * one that is there already and for one too many
   */
  async add(input: NewSshKey, context: CallContext): Promise<SshKey> {
    const key = parse(input.publicKey);
    const userRef = normaliseRef(context.actor);
    return this.#database.write(async tx => {
      await this.#keys.lockUser(tx, userRef);
      const others = await this.#keys.ofUser(tx, userRef);
      if (others.some(({ fingerprint }) => fingerprint === key.fingerprint)) {
        throw new ConflictError('You have added this key already');
      }
      if (others.length >= MOST_KEYS) {
        throw new ConflictError(
          `You have ${MOST_KEYS} keys, which is the most: remove one first`,
        );
      }
      const record: SshKeyRecord = {
        id: randomUUID(),
        userRef,
        title: (input.title ?? key.comment ?? key.type).slice(0, MAX_TITLE),
        type: key.type,
        publicKey: key.line,
        fingerprint: key.fingerprint,
        createdAt: await readNow(tx),
      };
      await this.#keys.insert(tx, record);
      await this.#database.outbox.append(tx.knex, [
        keyEvent('ssh_key.added', context.actor, record),
      ]);
      return sshKeyView(record);
    }, context.idempotency);
  }

  /** Removes one of `user`'s keys; `context` says who does so. */
  async remove(
    id: string,
    user: string,
    context: Pick<CallContext, 'actor'>,
  ): Promise<void> {
    const userRef = normaliseRef(user);
    await this.#database.write(async tx => {
      await this.#keys.lockUser(tx, userRef);
      const mine = await this.#keys.ofUser(tx, userRef);
      const key = mine.find(one => one.id === id);
      if (!key) {
        throw notFound('SSH key', id);
      }
      await this.#keys.delete(tx, id);
      await this.#database.outbox.append(tx.knex, [
        keyEvent('ssh_key.removed', context.actor, key),
      ]);
    });
  }
}

function parse(text: string): PublicKey {
  try {
    return parsePublicKey(text);
  } catch (error) {
    if (error instanceof PublicKeyProblem) {
      throw invalidField('publicKey', error.message);
    }
    throw error;
  }
}

/** The key itself is in no event: receivers that may have it look it up. */
function keyEvent(
  type: 'ssh_key.added' | 'ssh_key.removed',
  actor: string,
  { userRef, fingerprint }: SshKeyRecord,
): NewDomainEvent {
  return {
    type,
    aggregate: userRef,
    actor,
    refs: { owner: userRef },
    data: { user: userRef, fingerprint },
  };
}
