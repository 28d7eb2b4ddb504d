export { createNotificationsOf, isTold } from './createNotificationsOf';
