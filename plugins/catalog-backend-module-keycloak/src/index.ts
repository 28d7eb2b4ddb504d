export { catalogModuleKeycloak as default } from './module';
