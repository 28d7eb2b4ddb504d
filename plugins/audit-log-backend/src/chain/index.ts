export { Chain } from './Chain';
export { checkStart } from './checkStart';
export { HeadKeeper, type Head } from './HeadKeeper';
export { asKey, asRef } from './indexOf';
export { KeyRing } from './KeyRing';
export { Purger } from './Purger';
export { Recorder } from './Recorder';
export {
  type Draft,
  PURGED,
  type SealedEntry,
  SYSTEM,
  TAMPERING,
  type Tip,
} from './types';
export { Verifier } from './Verifier';
