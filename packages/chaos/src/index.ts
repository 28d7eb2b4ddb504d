export { crashPoints, type CrashPointName } from './backend/crashPoints';
