export { type Clock, databaseClock, ManualClock } from './clock';
export {
  asConflict,
  isTransient,
  toBoolean,
  toInstant,
  toNumber,
  toOptionalNumber,
} from './conversion';
export { Database, type Reader, type Writer } from './Database';
export {
  hashRequest,
  type Idempotency,
  IDEMPOTENCY_RETENTION_MS,
} from './idempotency';
export { insertRows } from './insertRows';
export { locked, lockedIfFree } from './locking';
export {
  fetchPage,
  type Page,
  type PageOrder,
  type PageRequest,
  whereMatches,
} from './paging';
export { checkVersion, readNow } from './versions';
