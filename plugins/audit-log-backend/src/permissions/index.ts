export { EntryAccess } from './EntryAccess';
export { registerPermissions } from './registerPermissions';
