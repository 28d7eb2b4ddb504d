export { type EnvironmentConfig, namespaceIn } from './EnvironmentConfig';
export {
  isOpen,
  type MaintenanceWindow,
  nextOpening,
  type Opening,
  WEEKDAYS,
  type Weekday,
} from './maintenanceWindows';
export { readEnvironments } from './readEnvironments';
