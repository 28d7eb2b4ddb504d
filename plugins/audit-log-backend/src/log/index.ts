export { AuthorizedEntries, exported } from './AuthorizedEntries';
export { AuthorizedVerifier } from './AuthorizedVerifier';
export { csvLine } from './csv';
export { type EntryFilter, EntryStore } from './EntryStore';
export { toEntry } from './view';
