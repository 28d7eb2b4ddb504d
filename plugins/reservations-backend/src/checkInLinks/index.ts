export { CHECK_IN_PATH, CheckInLinks } from './CheckInLinks';
export { createCheckInRouter } from './createCheckInRouter';
