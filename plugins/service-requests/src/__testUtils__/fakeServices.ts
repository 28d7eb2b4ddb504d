import type { Service } from '@callboard/backstage-plugin-service-requests-common';
import { type Answer, type Call, NOT_FOUND, type Things } from './fakeServer';

/** Services and secrets, as the backend answers about them. */
export function serviceCall(things: Things, call: Call): Answer {
  const [kind, id, part] = call.parts;
  if (kind === 'secrets') {
    const overdue = call.query.get('overdue') === 'true';
    const items = things.secrets.filter(secret => !overdue || secret.overdue);
    return { body: { items } };
  }
  if (kind !== 'services') {
    return NOT_FOUND;
  }
  if (!id) {
    return { body: { items: listed(things.services, call.query) } };
  }
  const index = things.services.findIndex(known => known.id === id);
  const service = things.services[index];
  if (!service) {
    return NOT_FOUND;
  }
  const put = (change: Partial<Service>): Answer => {
    const version = service.version + 1;
    things.services[index] = { ...service, ...change, version };
    return { body: things.services[index] };
  };
  switch (`${call.method} ${part ?? ''}`.trim()) {
    case 'GET':
      return { body: service };
    case 'GET history':
      return { body: { items: [] } };
    case 'GET dependents':
      return { body: { items: [], hidden: 0 } };
    case 'GET metrics':
      return { body: { kind: 'sandbox', sandbox: true, series: [] } };
    case 'POST extend':
      return put({ endDate: call.body.endDate });
    case 'PUT sandbox':
      return put({ sandboxBehaviour: call.body.behaviour });
    default:
      return NOT_FOUND;
  }
}

function listed(services: Service[], query: URLSearchParams): Service[] {
  const status = query.getAll('status');
  const is = (name: string, value: string) =>
    !query.has(name) || query.get(name) === value;
  return services.filter(
    service =>
      (status.length === 0 || status.includes(service.status)) &&
      (service.status !== 'removed' || query.get('removed') === 'true') &&
      (query.get('drifted') !== 'true' || service.drift.length > 0) &&
      is('entityRef', service.entityRef) &&
      is('environment', service.environment) &&
      is('region', service.region) &&
      is('offering', service.offering) &&
      is('owner', service.owner) &&
      service.name.includes(query.get('q') ?? ''),
  );
}
