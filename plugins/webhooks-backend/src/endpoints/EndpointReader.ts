import { type Database, readNow } from '@callboard/backend-database';
import type {
  Endpoint,
  EndpointHealth,
} from '@callboard/backstage-plugin-webhooks-common';
import { readConditions, readHealth } from '../log';
import type { CustomHeaders } from './CustomHeaders';
import type { EndpointCondition, EndpointRecord } from './EndpointRecord';

/** Endpoints as they are answered, without what the caller may do with them. */
export type EndpointView = Omit<Endpoint, 'actions'>;

/** Adds to endpoints how they stand, a page of them at a time. */
export class EndpointReader {
  readonly #database: Database;
  readonly #headers: CustomHeaders;

  static create(options: {
    database: Database;
    headers: CustomHeaders;
  }): EndpointReader {
    return new EndpointReader(options.database, options.headers);
  }

  private constructor(database: Database, headers: CustomHeaders) {
    this.#database = database;
    this.#headers = headers;
  }

  /** `hours`: with their health over so long. */
  async view(
    endpoints: EndpointRecord[],
    hours?: number,
  ): Promise<EndpointView[]> {
    const ids = endpoints.map(({ id }) => id);
    if (ids.length === 0) {
      return [];
    }
    return this.#database.read(async db => {
      const conditions = await readConditions(db, ids);
      const health =
        hours === undefined
          ? undefined
          : await readHealth(db, ids, hours, await readNow(db));
      return endpoints.map(endpoint => {
        const condition = conditions.get(endpoint.id)!;
        const own = health?.get(endpoint.id);
        return this.#toView(
          endpoint,
          condition,
          own && { ...own, ...latest(condition) },
        );
      });
    });
  }

  async health(id: string, hours: number): Promise<EndpointHealth> {
    return this.#database.read(async db => {
      const conditions = await readConditions(db, [id]);
      const health = await readHealth(db, [id], hours, await readNow(db));
      return { ...health.get(id)!, ...latest(conditions.get(id)) };
    });
  }

  #toView(
    endpoint: EndpointRecord,
    condition: EndpointCondition,
    health?: EndpointHealth,
  ): EndpointView {
    const { sealedHeaders, ...rest } = endpoint;
    return {
      ...rest,
      headers: this.#headers.show(sealedHeaders, endpoint.id),
      failingSince: condition.failingSince,
      oldSecretExpiresAt: condition.oldSecretExpiresAt,
      health,
      queue: condition.queue,
    };
  }
}

function latest(condition?: EndpointCondition) {
  return {
    lastSuccessAt: condition?.lastSuccessAt,
    lastFailureAt: condition?.lastFailureAt,
    lastError: condition?.lastError,
  };
}
