export * from './annotations';
export * from './client';
export * from './eventTypes';
export * from './live';
export * from './permissions';
export * from './status';
export * from './types';
export * from './recurrence';
