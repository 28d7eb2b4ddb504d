export { isTold, notificationsOf } from './notificationsOf';
