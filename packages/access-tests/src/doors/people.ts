import { generateKeyPairSync } from 'node:crypto';
import { type Caller, callers } from '../portal/people';
import { type Door, door, nothing } from './Door';

const plugin = 'reservations';

const SOMEBODY = encodeURIComponent(callers.gone.ref);

/** Keys and feeds are a person's; no service has any. */
const notAPerson = ({ kind }: Caller) => kind !== 'user';

function anSshKey(): string {
  const { publicKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32);
  const field = (bytes: Uint8Array) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    return Buffer.concat([length, bytes]);
  };
  const name = 'ssh-ed25519';
  const blob = Buffer.concat([field(Buffer.from(name)), field(raw)]);
  return `${name} ${blob.toString('base64')} somebody`;
}

export const peopleDoors: Door[] = [
  door({
    plugin,
    operation: 'addMySshKey',
    permission: 'reservations.ssh-key.create',
    named: 'nothing',
    refuses: notAPerson,
    things: nothing,
    request: () => [
      'POST',
      '/me/ssh-keys',
      { body: { publicKey: anSshKey() } },
    ],
    status: 201,
    actions: () => [
      { action: 'add-ssh-key', input: { publicKey: anSshKey() } },
    ],
  }),
  door({
    plugin,
    operation: 'createMyFeedToken',
    permission: 'reservations.feed-token.create',
    named: 'nothing',
    refuses: notAPerson,
    things: nothing,
    request: () => [
      'POST',
      '/me/feed-tokens',
      { body: { title: 'Mine', scope: { kind: 'personal' } } },
    ],
    status: 201,
  }),
  door({
    plugin,
    operation: 'getCommitments',
    permission: 'reservations.commitments.read',
    named: 'nothing',
    things: nothing,
    request: () => ['GET', `/people/${SOMEBODY}/commitments`],
    status: 200,
    actions: () => [
      { action: 'list-commitments', input: { person: callers.gone.ref } },
    ],
  }),
  door({
    plugin,
    operation: 'listDeparted',
    permission: 'reservations.commitments.read',
    named: 'nothing',
    things: nothing,
    request: () => ['GET', '/departed'],
    status: 200,
    actions: () => [{ action: 'list-departed', input: {} }],
  }),
  door({
    plugin,
    operation: 'offboardPerson',
    permission: 'reservations.person.offboard',
    named: 'nothing',
    things: nothing,
    request: () => [
      'POST',
      `/people/${SOMEBODY}/offboard`,
      { body: { bookings: [] } },
    ],
    status: 200,
    actions: () => [
      {
        action: 'offboard-person',
        input: { person: callers.gone.ref, bookings: [] },
      },
    ],
  }),
];
