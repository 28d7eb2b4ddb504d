export * from './interleave';
export * from './statistics';
