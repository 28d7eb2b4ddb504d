export { scaffolderModuleServiceRequests as default } from './module';
