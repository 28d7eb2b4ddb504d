export { SandboxMetrics } from './SandboxMetrics';
