import { runInherited } from './processes.mjs';

/** `npm run bench`: the benchmarks know their own options. */
export function run(args) {
  return runInherited('yarn', [
    'workspace',
    '@callboard/benchmarks',
    'bench',
    ...args,
  ]);
}
