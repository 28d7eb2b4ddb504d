import { ConflictError } from '@backstage/errors';

interface DatabaseError {
  code?: string;
  message?: string;
}

/** Whether the same transaction may succeed when it is tried again. */
export function isTransient(error: unknown): boolean {
  const { code, message = '' } = (error ?? {}) as DatabaseError;
  return (
    code === '40001' ||
    code === '40P01' ||
    code?.startsWith('SQLITE_BUSY') === true ||
    code === 'SQLITE_LOCKED' ||
    /database is locked|MigrationLocked|already locked/i.test(message)
  );
}

function isUniqueViolation(error: unknown): boolean {
  const { code } = (error ?? {}) as DatabaseError;
  return (
    code === '23505' ||
    code === 'SQLITE_CONSTRAINT_UNIQUE' ||
    code === 'SQLITE_CONSTRAINT_PRIMARYKEY'
  );
}

/** Runs `insert`; a duplicate becomes a 409 with `message`. */
export async function asConflict<T>(
  message: string,
  insert: () => Promise<T>,
): Promise<T> {
  try {
    return await insert();
  } catch (error) {
    if (isUniqueViolation(error)) {
      throw new ConflictError(message);
    }
    throw error;
  }
}

/** A number from a column that PostgreSQL's driver hands out as a string. */
export function toNumber(value: number | string): number {
  return Number(value);
}

/** The same for a nullable column; `undefined` for null. */
export function toOptionalNumber(
  value: number | string | null,
): number | undefined {
  return value === null ? undefined : Number(value);
}

/** A boolean from PostgreSQL's boolean or SQLite's 0 and 1. */
export function toBoolean(value: boolean | number): boolean {
  return Boolean(value);
}

/** Epoch milliseconds as RFC 3339 in UTC with milliseconds. */
export function toInstant(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
