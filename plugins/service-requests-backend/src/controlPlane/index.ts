export { type ControlPlaneConfig, readControlPlaneConfig } from './config';
export { createControlPlane } from './createControlPlane';
export { renderedKinds } from './renderedKinds';
export { SandboxBehaviours } from './sandbox';
