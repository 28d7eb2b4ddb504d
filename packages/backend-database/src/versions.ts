import {
  type IfMatch,
  PreconditionFailedError,
} from '@callboard/backend-openapi';
import type { Reader } from './Database';
import { toNumber } from './conversion';

/** Throws a 412 unless the caller has seen the version that is stored. */
export function checkVersion(
  stored: { version: number },
  ifMatch: IfMatch,
): void {
  if (ifMatch !== '*' && ifMatch !== stored.version) {
    throw new PreconditionFailedError(
      `This has changed since you loaded it (it is now version ${stored.version}); load it again`,
    );
  }
}

/** Now in epoch milliseconds, by the clock that decides. */
export async function readNow(db: Reader): Promise<number> {
  const rows = await db.knex.select({ now: db.nowSql });
  return toNumber(rows[0].now);
}
