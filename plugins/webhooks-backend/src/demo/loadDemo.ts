import { randomUUID } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { NotAllowedError } from '@backstage/errors';
import {
  type Database,
  readNow,
  toInstant,
  type Writer,
} from '@callboard/backend-database';
import { type EndpointRecord, EndpointStore, SecretStore } from '../endpoints';
import { endpointEvent } from '../endpoints/endpointEvent';
import type { SecretBox } from '../secrets';
import { type DemoEndpoint, readDemoFile } from './demoFile';

export type WrittenEndpoint = Pick<EndpointRecord, 'id' | 'owner'>;

const KEY = 'callboard.demo.endpoints';

/**
 * Writes the endpoints that the configuration names, if it names any and there
 * are none; returns those that it wrote. Their secrets stand in a file for everybody to read, so a backend
 * that is not a development one refuses to start with it.
 */
export async function loadDemo(options: {
  config: Config;
  database: Database;
  logger: LoggerService;
  /** Where the demo's receivers are, without a slash at the end. */
  receiversUrl: string;
  secrets: SecretBox;
  /** Tells the environment the backend runs in; `NODE_ENV` unless given. */
  getEnvironment?: () => string | undefined;
}): Promise<WrittenEndpoint[]> {
  const { config, database, logger, receiversUrl } = options;
  const { getEnvironment = () => process.env.NODE_ENV } = options;
  const path = config.getOptionalString(KEY);
  if (!path) {
    return [];
  }
  const environment = getEnvironment();
  if (environment !== 'development') {
    throw new NotAllowedError(
      `Demo data (${KEY}) is refused outside development: NODE_ENV is '${
        environment ?? ''
      }'. Remove ${KEY} from the configuration.`,
    );
  }
  const endpoints = await readDemoFile(path);
  const secrets = SecretStore.create(options.secrets);
  const written = await database.write(async tx => {
    if (await tx.knex('endpoint').first('id')) {
      return [];
    }
    const all: EndpointRecord[] = [];
    for (const endpoint of endpoints) {
      all.push(await insert(tx, endpoint, { receiversUrl, secrets }));
    }
    await database.outbox.append(
      tx.knex,
      all.map(one => endpointEvent('endpoint.created', 'system', one)),
    );
    return all;
  });
  if (written.length > 0) {
    logger.info(`Loaded ${written.length} webhook endpoints for the demo`);
  }
  return written;
}

async function insert(
  tx: Writer,
  { receiver, secret, scope, ...rest }: DemoEndpoint,
  options: { receiversUrl: string; secrets: SecretStore },
): Promise<EndpointRecord> {
  const id = randomUUID();
  const now = await readNow(tx);
  const record: EndpointRecord = {
    ...rest,
    id,
    version: 1,
    createdAt: toInstant(now),
    updatedAt: toInstant(now),
    url: `${options.receiversUrl}/${receiver}`,
    scope,
    siteRef: scope.kind === 'site' ? scope.ref : scope.siteRef,
    includePersonalData: false,
    profile: 'standard',
    createdBy: 'system',
    status: 'active',
  };
  await new EndpointStore().insert(tx, record);
  await options.secrets.insert(tx, id, secret, now);
  return record;
}
