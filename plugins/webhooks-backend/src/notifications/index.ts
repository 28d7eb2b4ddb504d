export { notificationOf } from './notificationOf';
