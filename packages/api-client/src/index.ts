export * from './createApiClient';
export * from './ifMatch';
export * from './RequestError';
