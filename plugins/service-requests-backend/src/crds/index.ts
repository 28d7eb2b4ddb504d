export { CrdValidator } from './CrdValidator';
export { createFolderCrdSource } from './CrdSource';
export type { CrdSource, KindRef } from './types';
