export {
  ConvergenceEngine,
  type ConvergenceEngineOptions,
} from './ConvergenceEngine';
export { judge } from './judge';
export { type Observation, ObservationStore } from './ObservationStore';
export { redact } from './redact';
export { ROTATED_AT_ANNOTATION } from './secretReferences';
export * from './types';
