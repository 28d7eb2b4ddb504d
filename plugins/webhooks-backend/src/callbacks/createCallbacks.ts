import type {
  AuthService,
  DiscoveryService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { type Database, readNow } from '@callboard/backend-database';
import type { Router } from 'express';
import type { SecretBox } from '../secrets';
import { CallbacksService } from './CallbacksService';
import { KnexCallbackStore } from './CallbackStore';
import { createCallbackRouter } from './createCallbackRouter';
import { KnexCallbackTargets } from './KnexCallbackTargets';
import { ReservationsReporter } from './ReservationsReporter';

/** The callback routes over the plugin's own tables. */
export function createCallbacks(options: {
  database: Database;
  secrets: SecretBox;
  auth: AuthService;
  discovery: DiscoveryService;
  logger: LoggerService;
}): Router {
  const { database, logger } = options;
  const callbacks = CallbacksService.create({
    targets: KnexCallbackTargets.create(options),
    store: KnexCallbackStore.create(options),
    reservations: ReservationsReporter.create(options),
    now: () => database.read(readNow),
  });
  return createCallbackRouter({ callbacks, logger });
}
