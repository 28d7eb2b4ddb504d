import { LoggerService } from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import express from 'express';
import { createOpenApiRouter } from '../createOpenApiRouter';
import type { OpenApiDocument } from '../document';
import type { Handlers } from '../types';

export const MOUNT = '/api/test';

/** The router of a document under {@link MOUNT}, called by the mock user unless told otherwise. */
export function serve<Operations>(
  document: OpenApiDocument,
  handlers: Handlers<Operations>,
  options: {
    logger?: LoggerService;
    bodyLimit?: string;
    source?: string;
  } = {},
): express.Express {
  const app = express();
  app.use(
    MOUNT,
    createOpenApiRouter<Operations>(
      {
        document,
        httpAuth: mockServices.httpAuth({
          defaultCredentials: mockCredentials.user(),
        }),
        logger: options.logger ?? mockServices.logger.mock(),
        bodyLimit: options.bodyLimit,
        source: options.source,
      },
      handlers,
    ),
  );
  return app;
}
