export {
  SandboxControlPlane,
  type SandboxControlPlaneOptions,
} from './SandboxControlPlane';
export { statusShapes } from './statusShapes';
export { SandboxBehaviours } from './SandboxStore';
export {
  DEFAULT_DELAYS,
  NO_DELAYS,
  type SandboxBehaviour,
  type SandboxDelays,
  type StatusShape,
} from './types';
