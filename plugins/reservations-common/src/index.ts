export * from './annotations';
export * from './client';
export * from './permissions';
export * from './status';
export * from './types';
