import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { NotAllowedError } from '@backstage/errors';
import type { ReservationsServices } from '../services';
import { readDemoFile } from './demoFile';
import { DemoLoader } from './DemoLoader';

const KEY = 'callboard.demo.inventory';

/**
 * Loads the demo that the configuration names, if it names one. Invented
 * bookings must never stand among real ones, so a backend that is not a
 * development one refuses to start with it.
 */
export async function loadDemo(options: {
  auth: AuthService;
  config: Config;
  logger: LoggerService;
  services: ReservationsServices;
  /** Tells the environment the backend runs in; `NODE_ENV` unless given. */
  getEnvironment?: () => string | undefined;
}): Promise<void> {
  const { auth, config, logger, services } = options;
  const { getEnvironment = () => process.env.NODE_ENV } = options;
  const path = config.getOptionalString(KEY);
  if (!path) {
    return;
  }
  const environment = getEnvironment();
  if (environment !== 'development') {
    throw new NotAllowedError(
      `Demo data (${KEY}) is refused outside development: NODE_ENV is '${
        environment ?? ''
      }'. Remove ${KEY} from the configuration.`,
    );
  }
  const loader = DemoLoader.create({
    services,
    credentials: await auth.getOwnServiceCredentials(),
    logger,
  });
  await loader.load(await readDemoFile(path));
}
