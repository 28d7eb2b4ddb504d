import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { WinstonLogger } from '@backstage/backend-defaults/rootLogger';

/**
 * A log that blacks nothing out. Backstage's own replaces values that the
 * configuration's schema calls secret; without it what is logged is what was
 * written, and a start need not compile every plugin's schema.
 */
export const plainLoggerFactory = createServiceFactory({
  service: coreServices.rootLogger,
  deps: {},
  factory: () =>
    WinstonLogger.create({
      level: process.env.LOG_LEVEL,
      format: WinstonLogger.colorFormat(),
    }),
});
