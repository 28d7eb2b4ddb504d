export { notificationsModuleLanguages as default } from './module';
