import {
  asConflict,
  type Reader,
  type Writer,
} from '@callboard/backend-database';

interface Place {
  environment: string;
  region: string;
  name: string;
}

/** Names of services: from a request's submission to its service's removal. */
export class NameStore {
  /** @throws ConflictError (409) where another request or service has the name there. */
  async reserve(
    tx: Writer,
    requestId: string,
    places: (Place & { serviceId: string })[],
  ): Promise<void> {
    for (const { environment, region, name, serviceId } of places) {
      const taken = await this.isTaken(
        tx,
        { environment, region, name },
        requestId,
      );
      if (!taken) {
        await tx
          .knex('service_name')
          .where({ environment, region, name, request_id: requestId })
          .delete();
      }
      await asConflict(
        `There is a ${name} in ${environment}, ${region} already, or somebody has asked for one`,
        () =>
          tx.knex('service_name').insert({
            environment,
            region,
            name,
            service_id: serviceId,
            request_id: requestId,
          }),
      );
    }
  }

  async isTaken(
    db: Reader,
    place: Place,
    exceptRequestId?: string,
  ): Promise<boolean> {
    const query = db.knex('service_name').where({ ...place });
    if (exceptRequestId !== undefined) {
      query.whereNot('request_id', exceptRequestId);
    }
    return (await query.first()) !== undefined;
  }

  /** Of a request that will make nothing; what runs keeps its name. */
  async release(tx: Writer, requestId: string): Promise<void> {
    await tx
      .knex('service_name')
      .where({ request_id: requestId })
      .whereNotIn('service_id', tx.knex('service').select('id'))
      .delete();
  }

  async free(tx: Writer, serviceId: string): Promise<void> {
    await tx.knex('service_name').where({ service_id: serviceId }).delete();
  }
}
