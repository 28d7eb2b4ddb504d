export { CRASH_POINTS, type CrashPointName } from './backend/crashPoints';
