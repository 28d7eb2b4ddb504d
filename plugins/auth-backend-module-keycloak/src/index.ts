export { authModuleKeycloak as default } from './module';
export { subjectSignInResolver } from './subjectSignInResolver';
