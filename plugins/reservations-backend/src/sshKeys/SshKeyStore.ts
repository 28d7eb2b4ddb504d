import type { SshKey } from '@callboard/backstage-plugin-reservations-common';
import {
  asConflict,
  type Reader,
  toInstant,
  toNumber,
  type Writer,
} from '@callboard/backend-database';

interface SshKeyRow {
  id: string;
  user_ref: string;
  title: string;
  type: string;
  public_key: string;
  fingerprint: string;
  created_at: string | number;
}

export interface SshKeyRecord extends Omit<SshKey, 'createdAt'> {
  userRef: string;
  createdAt: number;
}

export class SshKeyStore {
  async ofUser(db: Reader, userRef: string): Promise<SshKeyRecord[]> {
    const rows = await db
      .knex<SshKeyRow>('ssh_key')
      .where({ user_ref: userRef })
      .orderBy(['title', 'created_at', 'id']);
    return rows.map(toRecord);
  }

  /** Holds up whoever else changes that person's keys, until the transaction ends. */
  async lockUser(tx: Writer, userRef: string): Promise<void> {
    if (tx.postgres) {
      await tx.knex.raw(
        `SELECT pg_advisory_xact_lock(hashtextextended(? || current_schema(), 0))`,
        [`callboard_ssh_keys:${userRef}`],
      );
    }
  }

  async insert(tx: Writer, key: SshKeyRecord): Promise<void> {
    await asConflict('You have added this key already', async () => {
      await tx.knex('ssh_key').insert({
        id: key.id,
        user_ref: key.userRef,
        title: key.title,
        type: key.type,
        public_key: key.publicKey,
        fingerprint: key.fingerprint,
        created_at: key.createdAt,
      });
    });
  }

  async delete(tx: Writer, id: string): Promise<void> {
    await tx.knex('ssh_key').where({ id }).delete();
  }
}

export function sshKeyView({ userRef: _, ...key }: SshKeyRecord): SshKey {
  return { ...key, createdAt: toInstant(key.createdAt) };
}

function toRecord(row: SshKeyRow): SshKeyRecord {
  return {
    id: row.id,
    userRef: row.user_ref,
    title: row.title,
    type: row.type,
    publicKey: row.public_key,
    fingerprint: row.fingerprint,
    createdAt: toNumber(row.created_at),
  };
}
