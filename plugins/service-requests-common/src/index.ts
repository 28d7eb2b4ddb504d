export * from './annotations';
export * from './client';
export * from './eventTypes';
export * from './permissions';
export * from './status';
export * from './types';
