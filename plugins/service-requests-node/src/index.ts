export * from './ControlPlane';
export * from './extensionPoints';
export * from './GitOpsBackend';
export * from './MetricsProvider';
