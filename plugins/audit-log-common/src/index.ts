export * from './client';
export * from './permissions';
export * from './types';
export * from './words';
