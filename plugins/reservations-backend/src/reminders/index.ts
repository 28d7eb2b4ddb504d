export { createReminders } from './createReminders';
export type { PreferencesService } from './PreferencesService';
