import type {
  Offering,
  Request,
  Service,
} from '@callboard/backstage-plugin-service-requests-common';
import type { Portal } from '../portal/startPortal';
import { createRequestVariants, newRequest } from '../table/requests';
import { NEWEST, type Variant } from '../table/world';
import { type Door, door, nothing } from './Door';

const plugin = 'service-requests';
const DAY_MS = 86_400_000;

const inTwoMonths = () =>
  new Date(Date.now() + 60 * DAY_MS).toISOString().slice(0, 10);

/** One of each relation: somebody’s own, a team’s, and one of somebody who leads no team. */
const fewOf = <T>(variants: Variant<T>[]) => [
  variants[0],
  variants[1],
  variants[3],
];

type Variants = ReturnType<typeof createRequestVariants>;

/** Of everything that is told of nothing in particular. */
const readable = (
  operation: string,
  path: string,
  action: string,
  input: object = {},
): Door =>
  door({
    plugin,
    operation,
    permission: 'service-requests.offering.read',
    named: 'nothing',
    things: nothing,
    request: () => ['GET', path],
    status: 200,
    actions: () => [{ action, input }],
  });

const offerings = (portal: Portal): Door[] => {
  let made = 0;
  const document = async () => {
    made += 1;
    const bucket = await portal.done<Offering>(
      plugin,
      'admin',
      'GET',
      '/offerings/bucket',
    );
    return { ...bucket.document, name: `bucket-${made}` };
  };
  const offering: Variant<Offering> = {
    title: 'one of the portal’s own',
    make: async () => ({
      title: 'one of the portal’s own',
      sites: [],
      is: await portal.done(plugin, 'admin', 'POST', '/offerings', {
        body: { document: await document() },
      }),
    }),
  };
  return [
    readable('getOffering', '/offerings/bucket', 'get-offering', {
      name: 'bucket',
    }),
    door({
      plugin,
      operation: 'createOffering',
      permission: 'service-requests.offering.manage',
      named: 'nothing',
      things: nothing,
      request: async () => [
        'POST',
        '/offerings',
        { body: { document: await document() } },
      ],
      status: 201,
      actions: async () => [
        { action: 'create-offering', input: { document: await document() } },
      ],
    }),
    door<Offering>({
      plugin,
      operation: 'updateOffering',
      permission: 'service-requests.offering.manage',
      named: 'nothing',
      things: () => [offering],
      request: ({ is }) => [
        'PATCH',
        `/offerings/${is.name}`,
        { headers: NEWEST, body: { status: 'archived' } },
      ],
      status: 200,
      changes: true,
      actions: ({ is }) => [
        {
          action: 'update-offering',
          input: { name: is.name, version: is.version, status: 'archived' },
        },
      ],
    }),
  ];
};

const making = (of: () => Variants): Door[] => [
  door<{ owner: string }>({
    plugin,
    operation: 'createRequest',
    permission: 'service-requests.request.create',
    named: 'body',
    things: () => of().owners as Variant<{ id: string; owner: string }>[],
    request: ({ is }) => ['POST', '/requests', { body: newRequest(is.owner) }],
    status: 201,
    actions: ({ is }) => [
      { action: 'create-request', input: newRequest(is.owner) },
    ],
  }),
  door<{ owner: string }>({
    plugin,
    operation: 'previewRequest',
    permission: 'service-requests.request.create',
    named: 'body',
    things: () => of().owners,
    request: ({ is }) => [
      'POST',
      '/requests/preview',
      { body: newRequest(is.owner) },
    ],
    status: 200,
    actions: ({ is }) => [
      { action: 'preview-request', input: newRequest(is.owner) },
    ],
  }),
  door<{ owner: string }>({
    plugin,
    operation: 'listQuotas',
    permission: 'service-requests.request.read',
    named: 'body',
    // Who answers for an account sees them; the account has no group.
    things: () =>
      of().owners.map(({ title, make }) => ({
        title,
        make: async () => ({ ...(await make()), holders: [] }),
      })),
    request: ({ is }) => [
      'GET',
      `/quotas?owner=${encodeURIComponent(is.owner)}`,
    ],
    status: 200,
    actions: ({ is }) => [
      { action: 'list-quotas', input: { owner: is.owner } },
    ],
  }),
];

const requests = (of: () => Variants): Door[] => {
  const onRequest = (
    operation: string,
    more: Pick<Door<Request>, 'permission' | 'request'> &
      Partial<Door<Request>>,
  ) =>
    door<Request>({
      plugin,
      operation,
      sees: 'service-requests.request.read',
      named: 'path',
      things: () => of().shared,
      status: 200,
      ...more,
    });
  const reading = (operation: string, path: string, action: string) =>
    onRequest(operation, {
      permission: 'service-requests.request.read',
      things: () => (path === '' ? of().shared : fewOf(of().shared)),
      request: ({ is }) => ['GET', `/requests/${is.id}${path}`],
      actions: ({ is }) => [{ action, input: { id: is.id } }],
    });
  const updating = (
    operation: string,
    path: string,
    action: string,
    things: (variants: Variants) => Variant<Request>[],
  ) =>
    onRequest(operation, {
      permission: 'service-requests.request.update',
      things: () => things(of()),
      request: ({ is }) => ['POST', `/requests/${is.id}/${path}`],
      changes: true,
      actions: ({ is }) => [{ action, input: { id: is.id } }],
    });
  const reviewing = (
    operation: string,
    path: string,
    action: string,
    body: (request: Request) => object,
  ) =>
    onRequest(operation, {
      permission: 'service-requests.request.review',
      things: () => of().submitted,
      request: ({ is }) => [
        'POST',
        `/requests/${is.id}/${path}`,
        { body: body(is) },
      ],
      changes: true,
      actions: ({ is }) => [{ action, input: { id: is.id, ...body(is) } }],
    });
  const comment = { comment: 'So be it' };
  return [
    reading('getRequest', '', 'get-request'),
    reading('getRequestDiff', '/diff', 'get-request-diff'),
    reading('getRequestTimeline', '/timeline', 'get-request-timeline'),
    reading('listComments', '/comments', 'get-request'),
    onRequest('createComment', {
      permission: 'service-requests.request.comment',
      request: ({ is }) => [
        'POST',
        `/requests/${is.id}/comments`,
        { body: comment },
      ],
      status: 201,
      actions: ({ is }) => [
        { action: 'comment-on-request', input: { id: is.id, ...comment } },
      ],
    }),
    onRequest('updateRequest', {
      permission: 'service-requests.request.update',
      things: () => of().drafts,
      request: ({ is }) => [
        'PATCH',
        `/requests/${is.id}`,
        { headers: NEWEST, body: { title: 'Other' } },
      ],
      changes: true,
      actions: ({ is }) => [
        {
          action: 'update-request',
          input: { id: is.id, version: is.version, title: 'Other' },
        },
      ],
    }),
    updating('submitRequest', 'submit', 'submit-request', all => all.drafts),
    updating(
      'withdrawRequest',
      'withdraw',
      'withdraw-request',
      all => all.drafts,
    ),
    updating('rebaseRequest', 'rebase', 'rebase-request', all => all.closed),
    onRequest('submitRequest, setting policies aside', {
      permission: 'service-requests.request.override',
      needs: () => ['service-requests.request.update'],
      things: () => of().drafts,
      request: ({ is }) => [
        'POST',
        `/requests/${is.id}/submit`,
        { body: { override: { reason: 'It must be' } } },
      ],
      changes: true,
    }),
    reviewing('claimRequest', 'claim', 'claim-request', () => ({})),
    reviewing(
      'approveRequest',
      'approve',
      'approve-request',
      ({ revision, manifestHash }) => ({ revision, manifestHash }),
    ),
    reviewing('rejectRequest', 'reject', 'reject-request', () => comment),
    reviewing(
      'requestChanges',
      'request-changes',
      'request-changes',
      () => comment,
    ),
    onRequest('mergeRequest', {
      permission: 'service-requests.request.merge',
      // A pull request each: it is enough who may, whatever it is.
      things: () => of().open.slice(0, 1),
      request: ({ is }) => ['POST', `/requests/${is.id}/merge`],
      changes: true,
      // All into one branch.
      inTurn: true,
      actions: ({ is }) => [{ action: 'merge-request', input: { id: is.id } }],
    }),
  ];
};

const services = (of: () => Variants): Door[] => {
  const onService = (
    operation: string,
    more: Pick<Door<Service>, 'permission' | 'request'> &
      Partial<Door<Service>>,
  ) =>
    door<Service>({
      plugin,
      operation,
      sees: 'service-requests.service.read',
      named: 'path',
      things: () => of().services,
      status: 200,
      ...more,
    });
  const reading = (operation: string, path: string, action: string) =>
    onService(operation, {
      permission: 'service-requests.service.read',
      things: () =>
        path === ''
          ? [...of().services, ...of().servicesForOthers]
          : fewOf(of().services),
      request: ({ is }) => ['GET', `/services/${is.id}${path}`],
      actions: ({ is }) => [{ action, input: { id: is.id } }],
    });
  return [
    reading('getService', '', 'get-service'),
    reading('getServiceHistory', '/history', 'get-service'),
    reading('getServiceMetrics', '/metrics', 'get-service-metrics'),
    reading('getServiceDependents', '/dependents', 'get-service-dependents'),
    onService('extendService', {
      permission: 'service-requests.service.update',
      request: ({ is }) => [
        'POST',
        `/services/${is.id}/extend`,
        { body: { endDate: inTwoMonths() } },
      ],
      actions: ({ is }) => [
        {
          action: 'extend-service',
          input: { id: is.id, endDate: inTwoMonths() },
        },
      ],
    }),
    onService('setSandboxBehaviour', {
      permission: 'service-requests.sandbox.update',
      request: ({ is }) => [
        'PUT',
        `/services/${is.id}/sandbox`,
        { body: { behaviour: 'normal' } },
      ],
      actions: ({ is }) => [
        { action: 'set-sandbox', input: { id: is.id, behaviour: 'normal' } },
      ],
    }),
  ];
};

export const serviceRequestsDoors = (portal: Portal): Door[] => {
  let variants: Variants | undefined;
  const of = () => (variants ??= createRequestVariants(portal));
  return [
    readable('getOptions', '/options', 'get-options'),
    readable('getSummary', '/summary', 'get-summary'),
    readable('listPolicies', '/policies', 'list-policies'),
    door({
      plugin,
      operation: 'getOptions, and where to clone from',
      permission: 'service-requests.gitops.read',
      named: 'nothing',
      things: nothing,
      request: () => ['GET', '/options'],
      status: 200,
      verdict: ({ body }) => (body.gitops.cloneUrl ? 200 : 403),
    }),
    ...offerings(portal),
    ...making(of),
    ...requests(of),
    ...services(of),
  ];
};
