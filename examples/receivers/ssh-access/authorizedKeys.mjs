import { readFile } from 'node:fs/promises';
import { writeWhole } from '../lib/store.mjs';

const BEGIN = '# callboard begin: written by a receiver, changes are lost';
const END = '# callboard end';
const KEY =
  /^(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(?:256|384|521)|sk-(?:ssh-ed25519|ecdsa-sha2-nistp256)@openssh\.com) ([A-Za-z0-9+/]{16,}={0,2})(?: |$)/;

/**
 * The people's public keys as `type base64`, without their comments. Whatever
 * else somebody has put into the profile is left out: a line break or an option
 * such as `command=` would be obeyed by sshd.
 *
 * @returns {{ person: string, key: string }[]}
 */
export function readableKeys(people = []) {
  return people.flatMap(({ ref, sshPublicKeys = [] }) =>
    sshPublicKeys.flatMap(text => {
      const match = /[\r\n]/.test(text.trim()) ? null : KEY.exec(text.trim());
      const person = String(ref).replace(/[^\w:/.@-]/g, '');
      return match ? [{ person, key: `${match[1]} ${match[2]}` }] : [];
    }),
  );
}

/** Replaces our part of the file and leaves what others wrote around it. */
export async function writeKeys(file, keysByBooking) {
  const lines = Object.entries(keysByBooking).flatMap(([bookingId, keys]) =>
    keys.map(({ person, key }) => `${key} callboard:${bookingId}:${person}`),
  );
  const ours = [BEGIN, ...lines, END].join('\n');
  const theirs = withoutOurs(await readText(file));
  await writeWhole(file, `${theirs}${ours}\n`);
}

function withoutOurs(text) {
  const begin = text.indexOf(BEGIN);
  const end = text.indexOf(END, begin);
  const rest =
    begin === -1 || end === -1
      ? text
      : text.slice(0, begin) + text.slice(end + END.length).replace(/^\n/, '');
  return rest === '' || rest.endsWith('\n') ? rest : `${rest}\n`;
}

async function readText(file) {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') {
      return '';
    }
    throw error;
  }
}
