import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  type SchedulerService,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import type { CatalogSync } from './CatalogSync';

// On every backend: a run that finds nothing to do is cheap, and one that comes
// while another is at work finds what that one has left.
const DEFAULT_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 1 },
  timeout: { minutes: 5 },
  initialDelay: { seconds: 3 },
  scope: 'local',
};

/** Runs it as `callboard.reservations.catalogSync.schedule` says. */
export async function scheduleCatalogSync(
  sync: CatalogSync,
  options: { scheduler: SchedulerService; config: Config },
): Promise<void> {
  const schedule = options.config.getOptionalConfig(
    'callboard.reservations.catalogSync.schedule',
  );
  await options.scheduler.scheduleTask({
    id: 'callboard-catalog-sync',
    ...(schedule
      ? readSchedulerServiceTaskScheduleDefinitionFromConfig(schedule)
      : DEFAULT_SCHEDULE),
    fn: () => sync.run(),
  });
}
