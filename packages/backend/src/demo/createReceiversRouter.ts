import { readFile } from 'node:fs/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import express, { Router } from 'express';
import { parse } from 'yaml';
import { z } from 'zod';
import { DemoReceiver } from './DemoReceiver';

const fileSchema = z.object({
  endpoints: z.array(
    z.looseObject({ receiver: z.string(), secret: z.string() }),
  ),
});

/** Takes the deliveries of the endpoints in a demo file: `POST /receivers/<name>`. */
export async function createReceiversRouter(options: {
  /** The file that `callboard.demo.endpoints` names. */
  path: string;
  logger: LoggerService;
}): Promise<{ router: Router; stop: () => void }> {
  const { logger, path } = options;
  const { endpoints } = fileSchema.parse(parse(await readFile(path, 'utf8')));
  const receivers = new Map(
    endpoints.map(({ receiver, secret }) => [
      receiver,
      DemoReceiver.create({ secret, logger }),
    ]),
  );
  const router = Router();
  router.post(
    '/receivers/:name',
    express.text({ type: () => true, limit: '1mb' }),
    (request, response) => {
      const receiver = receivers.get(request.params.name);
      if (!receiver) {
        response.status(404).end();
        return;
      }
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [
          name,
          String(value),
        ]),
      );
      const body = typeof request.body === 'string' ? request.body : '';
      response.status(receiver.receive(body, headers)).end();
    },
  );
  return {
    router,
    stop: () => receivers.forEach(receiver => receiver.stop()),
  };
}
