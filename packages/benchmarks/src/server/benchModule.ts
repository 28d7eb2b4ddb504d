import {
  coreServices,
  createBackendModule,
  type PermissionsService,
} from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { ServerPermissionClient } from '@backstage/plugin-permission-node';
import { reservationsBookingCreatePermission } from '@callboard/backstage-plugin-reservations-common';
import express, { type Request, type RequestHandler, Router } from 'express';
import { BENCH_PATH, COUNT_HEADER } from '../protocol';
import { Bench } from './Bench';
import { StatementLog } from './StatementLog';

/**
 * The baselines, in the plugin under test: they share its process, its
 * connection pool and its web server, and differ in nothing else.
 */
export const benchModule = createBackendModule({
  pluginId: 'reservations',
  moduleId: 'bench',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        database: coreServices.database,
        discovery: coreServices.discovery,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
      },
      async init(deps) {
        const { auth, config, discovery, httpAuth, logger } = deps;
        const knex = await deps.database.getClient();
        const log = StatementLog.create(knex);
        const stock = ServerPermissionClient.fromConfig(config, {
          auth,
          discovery,
        });
        const counted = new Map<string, string[]>();
        let bench: Bench | undefined;
        const ready = () => {
          if (!bench) {
            throw new Error('POST /bench/prepare comes first');
          }
          return bench;
        };

        /** Authenticates, asks one permission, sends a booking's statements. */
        const bareCreate = (permissions: PermissionsService) =>
          answer(async req => {
            const credentials = await httpAuth.credentials(req, {
              allow: ['user'],
            });
            const [decision] = await permissions.authorizeConditional(
              [{ permission: reservationsBookingCreatePermission }],
              { credentials },
            );
            if (decision.result === AuthorizeResult.DENY) {
              throw new Error('Refused');
            }
            return { id: await ready().replay(ready().slotOf(req.body)) };
          }, 201);

        const routes = Router();
        routes.use(express.json());
        routes.get(
          '/ping',
          answer(async () => ({ ok: true })),
        );
        routes.post('/create/stock', bareCreate(stock));
        routes.post('/create/own', bareCreate(deps.permissions));
        routes.post(
          '/prepare',
          answer(async req => {
            const { resources, slot } = req.body;
            bench ??= await Bench.create({ knex, log, logger, resources });
            return bench.prepare(slot);
          }),
        );
        routes.post(
          '/window',
          answer(req => ready().window(req.body)),
        );
        routes.post(
          '/crowd',
          answer(req => ready().crowd(req.body.slot, req.body.size)),
        );
        routes.post(
          '/hops',
          answer(req => ready().hops(req.body)),
        );
        routes.post(
          '/settle',
          answer(async req => ({
            left: await ready().settle(req.body.timeoutMs),
          })),
        );
        routes.post(
          '/calendar',
          answer(req => ready().loadCalendar(req.body.bookings)),
        );
        routes.post(
          '/calendar-rows',
          answer(async ({ body: { from, to, resources } }) => ({
            rows: await ready().countCalendarRows(from, to, resources),
          })),
        );
        routes.post(
          '/claims',
          answer(() => ready().loadClaims()),
        );
        routes.post(
          '/free-slots',
          answer(async ({ body: { from, hours } }) => {
            const slots = await ready().freeSlots(from, hours);
            return { count: slots.length, first: slots[0]?.start };
          }),
        );
        routes.get(
          '/statements/:name',
          answer(async req => {
            const sql = counted.get(req.params.name) ?? [];
            return { statements: sql.length, sql };
          }),
        );

        deps.httpRouter.use(countStatements(log, counted));
        deps.httpRouter.use(Router().use(BENCH_PATH, routes));
        deps.httpRouter.addAuthPolicy({
          path: BENCH_PATH,
          allow: 'unauthenticated',
        });
      },
    });
  },
});

function answer(
  respond: (req: Request) => Promise<unknown>,
  status = 200,
): RequestHandler {
  return (req, res, next) => {
    respond(req).then(body => res.status(status).json(body), next);
  };
}

/** Records the SQL of a request that asks for it by a header. */
function countStatements(
  log: StatementLog,
  counted: Map<string, string[]>,
): RequestHandler {
  return (req, res, next) => {
    const name = req.get(COUNT_HEADER);
    if (!name) {
      next();
      return;
    }
    log
      .record(
        () =>
          new Promise<void>(resolve => {
            res.once('finish', resolve);
            next();
          }),
      )
      .then(({ statements }) =>
        counted.set(
          name,
          statements.map(({ sql }) => sql),
        ),
      );
  };
}
