import { runInherited } from './processes.mjs';

/** `npm run chaos`: it knows its own options. */
export function run(args) {
  return runInherited('yarn', [
    'workspace',
    '@callboard/chaos',
    'chaos',
    ...args,
  ]);
}
