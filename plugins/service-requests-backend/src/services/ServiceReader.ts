import type { Access } from '@callboard/backend-access';
import { toInstant } from '@callboard/backend-database';
import type {
  SandboxBehaviour,
  SecretReference,
  Service,
  ServiceAction,
} from '@callboard/backstage-plugin-service-requests-common';
import type { OfferingDefinition } from '../offerings';
import type { ServiceSubject } from '../permissions';
import { folderOf, type ServiceRecord } from './types';

export interface ServiceAccess {
  update: Access<ServiceSubject>;
  sandbox: Access<undefined>;
}

interface Options {
  offering(name: string, version: number): OfferingDefinition | undefined;
  /** Whether nothing of what is seen is real. */
  sandbox: boolean;
  behaviours(ids: string[]): Promise<Map<string, SandboxBehaviour>>;
}

/** Services as the API has them. */
export class ServiceReader {
  readonly #options: Options;

  static create(options: Options): ServiceReader {
    return new ServiceReader(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  async view(
    services: ServiceRecord[],
    access: ServiceAccess,
  ): Promise<Service[]> {
    const { behaviours, sandbox } = this.#options;
    const told = sandbox
      ? await behaviours(services.map(({ id }) => id))
      : new Map<string, SandboxBehaviour>();
    return services.map(service =>
      this.#view(service, access, told.get(service.id)),
    );
  }

  #view(
    service: ServiceRecord,
    access: ServiceAccess,
    behaviour: SandboxBehaviour | undefined,
  ): Service {
    const { judgement } = service;
    const definition = this.#options.offering(
      service.offering,
      service.offeringVersion,
    );
    const instant = (at: number | undefined) =>
      at === undefined ? undefined : toInstant(at);
    return {
      id: service.id,
      version: service.version,
      createdAt: toInstant(service.createdAt),
      updatedAt: toInstant(service.updatedAt),
      entityRef: service.entityRef,
      name: service.name,
      offering: service.offering,
      offeringTitle: definition?.title ?? service.offering,
      offeringVersion: service.offeringVersion,
      category: definition?.category,
      environment: service.environment,
      production: service.production,
      region: service.region,
      owner: service.owner,
      requestedBy: service.requestedBy,
      requestId: service.requestId,
      changeRequestId: service.changeRequestId,
      status: service.status,
      statusReason: service.statusReason,
      statusSince: toInstant(service.statusSince),
      readyAt: instant(service.readyAt),
      removedAt: instant(service.removedAt),
      endpoint: judgement.endpoint,
      parameters: service.parameters,
      observed: judgement.observed,
      drift: judgement.drift,
      conditions: judgement.conditions,
      objects: judgement.objects,
      secrets: secretsOf(service),
      endDate: service.endDate,
      path: folderOf(service),
      cost: service.cost,
      currency: service.currency,
      sandbox: this.#options.sandbox,
      sandboxBehaviour: this.#options.sandbox
        ? (behaviour ?? 'normal')
        : undefined,
      actions: actionsOf(service, definition, access, this.#options.sandbox),
    };
  }
}

/** Where its credentials are, each with whose it is. */
export function secretsOf(service: ServiceRecord): SecretReference[] {
  return service.judgement.secrets.map(secret => ({
    ...secret,
    serviceId: service.id,
    serviceName: service.name,
    serviceRef: service.entityRef,
  }));
}

function actionsOf(
  service: ServiceRecord,
  definition: OfferingDefinition | undefined,
  { update, sandbox: mayTell }: ServiceAccess,
  sandbox: boolean,
): ServiceAction[] {
  const actions: ServiceAction[] = [];
  if (service.removedAt !== undefined) {
    return actions;
  }
  if (update.allows(service) && service.phase !== 'remove') {
    const offered = (['scale', 'update', 'decommission'] as const).filter(
      operation => definition?.operations[operation],
    );
    if (service.changeRequestId === undefined) {
      actions.push(...offered);
    }
    if (service.endDate !== undefined) {
      actions.push('extend');
    }
  }
  if (sandbox && mayTell.possible) {
    actions.push('set-sandbox');
  }
  return actions;
}
