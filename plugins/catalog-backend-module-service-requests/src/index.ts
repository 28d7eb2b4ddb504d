export { catalogModuleServiceRequests as default } from './module';
