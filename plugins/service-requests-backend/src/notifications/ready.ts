import type { ServiceRecord } from '../services/types';
import type { Texts } from './texts';
import {
  linkToRequest,
  requestOf,
  tell,
  type Teller,
  type ToldRequest,
} from './told';

/**
 * Who asked and who owns it hear once that everything of a request is there, or
 * gone: how it is reached and where its credentials are, never what they are.
 */
export const ready: Teller = async (event, { services }, texts) => {
  if (event.type !== 'request.ready') {
    return [];
  }
  const { request } = requestOf(event);
  const ids = request.items.flatMap(({ placements }) =>
    placements.map(({ serviceId }) => serviceId),
  );
  const found = await services(ids);
  return tell([request.requestedBy, request.owner], 'ready', {
    title: titleOf(request, found, texts),
    description: ids
      .flatMap(id => found.find(one => one.id === id) ?? [])
      .map(service => lineOf(service, texts))
      .join('\n'),
    link: linkToRequest(request),
    severity: 'normal',
  });
};

/** What nobody follows is not said to be ready: it is merged. */
function titleOf(
  { title, status }: ToldRequest,
  services: ServiceRecord[],
  texts: Texts,
): string {
  if (services.some(whyNotFollowed)) {
    return texts.merged(title);
  }
  return status === 'removed' ? texts.gone(title) : texts.ready(title);
}

/** `orders (staging, eu-west-1): orders.example:5432; database credentials in staging/orders-credentials` */
function lineOf(service: ServiceRecord, texts: Texts): string {
  const { name, environment, region, judgement } = service;
  const what = `${name} (${environment}, ${region})`;
  const notFollowed = whyNotFollowed(service);
  if (notFollowed) {
    return `${what}. ${texts.source(`${notFollowed}.`)}`;
  }
  if (service.removedAt !== undefined) {
    return texts.serviceGone(what);
  }
  const secrets = judgement.secrets.map(secret =>
    texts.credentials(
      secret.kind,
      [secret.namespace, secret.name].filter(Boolean).join('/'),
    ),
  );
  const said = [judgement.endpoint, ...secrets].filter(Boolean);
  return said.length === 0 ? `${what}.` : `${what}: ${said.join('; ')}.`;
}

/** Of what is as it was asked for there is nothing to say, unless nobody has looked. */
function whyNotFollowed({
  status,
  statusReason,
}: ServiceRecord): string | undefined {
  return status === 'ready' || status === 'removed' ? statusReason : undefined;
}
